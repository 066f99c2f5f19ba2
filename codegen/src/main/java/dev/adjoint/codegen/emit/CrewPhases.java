package dev.adjoint.codegen.emit;

import dev.adjoint.codegen.schedule.Buffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * When the calls of a run that several threads make together run: each as early as it can. All threads meet between two
 * phases. A call is in a later phase than those before it that write what it touches, or touch what it writes; but it may be
 * in the same one where a single thread makes both, or where each thread touches only what it touched before.
 */
final class CrewPhases {
    /**
     * So many microseconds after threads have met, meeting again hardly counts. What is needed in one phase only leaves its
     * memory to later ones: the less of it a run goes through, the more of it is in the cache.
     */
    private static final double LONG = 200;

    private record Access(CrewCall call, boolean writes) {}

    private final Target target;
    private final List<CrewCall> calls = new ArrayList<>();
    private final Map<Buffer, List<Access>> accesses = new HashMap<>();
    private int first;
    private int last;

    CrewPhases(Target target) {
        this.target = target;
    }

    List<CrewCall> calls() {
        return calls;
    }

    /** Adds a call that comes after all that have been added. */
    void add(CrewCall call) {
        int phase = first;
        Set<Buffer> touched = call.touched();
        for (Buffer buffer : touched) {
            for (Access access : conflicts(call, buffer)) {
                int wait = canFollowAtOnce(access.call(), call, buffer) ? 0 : 1;
                phase = Math.max(phase, access.call().phase() + wait);
            }
        }
        EqualParts equal = new EqualParts(target, call);
        if (call.isDivided()) {
            for (Buffer buffer : touched) {
                for (Access access : conflicts(call, buffer)) {
                    if (access.call().phase() == phase) {
                        equal.touchesToo(access.call(), buffer);
                    }
                }
            }
        }
        if (equal.areNeeded() && (microseconds(phase) > LONG || !equal.make())) {
            phase++;
        }
        call.runIn(phase);
        last = Math.max(last, phase);
        calls.add(call);
        for (Buffer buffer : touched) {
            accesses.computeIfAbsent(buffer, key -> new ArrayList<>())
                    .add(new Access(call, call.writes().contains(buffer)));
        }
    }

    /** Lets all that comes later run after all that has come before. */
    void meet() {
        first = calls.isEmpty() ? 0 : last + 1;
    }

    /** Lets a call, of which only later ones need what it makes, run just before the first of those. */
    void delay(CrewCall call) {
        int latest = Integer.MAX_VALUE;
        int number = calls.indexOf(call);
        for (CrewCall later : calls.subList(number + 1, calls.size())) {
            if (call.conflicts(later)) {
                latest = Math.min(latest, later.phase() - 1);
            }
        }
        if (latest != Integer.MAX_VALUE && latest > call.phase()) {
            call.runIn(latest);
        }
    }

    private static boolean canFollowAtOnce(CrewCall earlier, CrewCall later, Buffer buffer) {
        if (earlier.isDivided() != later.isDivided()) {
            return false;
        }
        return !later.isDivided() || EqualParts.canTouch(earlier, later, buffer);
    }

    private List<Access> conflicts(CrewCall call, Buffer buffer) {
        boolean writes = call.writes().contains(buffer);
        return accesses.getOrDefault(buffer, List.of()).stream()
                .filter(access -> writes || access.writes())
                .toList();
    }

    /** How long the run takes. */
    double microseconds() {
        return calls.stream()
                .mapToInt(CrewCall::phase)
                .distinct()
                .mapToDouble(phase -> microseconds(phase) + Team.MEETING)
                .sum();
    }

    /** How long a phase takes the thread that has most to do. */
    private double microseconds(int phase) {
        int threads = target.team().threads();
        List<CrewCall> ofPhase =
                calls.stream().filter(call -> call.phase() == phase).toList();
        double divided = ofPhase.stream()
                .filter(CrewCall::isDivided)
                .mapToDouble(CrewCall::microseconds)
                .sum();
        return divided / threads + new LoneCalls(ofPhase, threads).microseconds();
    }
}
