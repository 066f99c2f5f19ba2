package dev.adjoint.codegen.emit;

import dev.adjoint.codegen.schedule.Phases;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The calls of a run that several threads make together, phase by phase, with a barrier between two phases.
 *
 * <pre>
 * computeHidden(rows, key, Parts.start(rows, 4, thread, threads), Parts.start(rows, 4, thread + 1, threads));
 * barrier.await(thread);
 * if (thread == 0) {
 *   computeLoss(rows, key);
 * }
 * </pre>
 */
final class CrewLines {
    /** The most calls in a block, so that it fits into one method. */
    private static final int MOST_CALLS = 60;

    private static final String WAIT = "barrier.await(thread);";

    private final Phases phases = new Phases();
    private final List<String> lines = new ArrayList<>();

    CrewLines(List<CrewCall> calls, int threads) {
        Map<Integer, List<CrewCall>> byPhase = new TreeMap<>();
        for (CrewCall call : calls) {
            call.times().forEach(group -> phases.runs(group, call.phase()));
            byPhase.computeIfAbsent(call.phase(), key -> new ArrayList<>()).add(call);
        }
        for (List<CrewCall> phase : byPhase.values()) {
            if (!lines.isEmpty()) {
                lines.add(WAIT);
            }
            phase.stream().filter(CrewCall::isDivided).map(CrewCall::line).forEach(lines::add);
            LoneCalls lone = new LoneCalls(phase, threads);
            for (int thread = 0; thread < threads; thread++) {
                alone(lone.of(thread), thread);
            }
        }
    }

    /** The calls of one thread; where a run has fewer threads, another one makes them. */
    private void alone(List<CrewCall> calls, int thread) {
        List<String> alone = calls.stream().map(CrewCall::line).toList();
        String number = thread == 0 ? "0" : thread + " % threads";
        for (int start = 0; start < alone.size(); start += MOST_CALLS) {
            List<String> some = alone.subList(start, Math.min(alone.size(), start + MOST_CALLS));
            lines.addAll(Scope.braced("if (thread == " + number + ")", some));
        }
    }

    List<String> lines() {
        return lines;
    }

    /** When the kernels run. */
    Phases phases() {
        return phases;
    }
}
