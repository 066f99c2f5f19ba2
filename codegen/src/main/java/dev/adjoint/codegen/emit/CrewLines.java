package dev.adjoint.codegen.emit;

import dev.adjoint.codegen.schedule.Buffer;
import dev.adjoint.codegen.schedule.Group;
import dev.adjoint.codegen.schedule.Phases;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The calls of a run that several threads make together, with a barrier wherever a kernel touches what other threads may
 * not be done with.
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

    /** What some kernels touch. */
    private static final class Touched {
        private final Set<Buffer> read = new HashSet<>();
        private final Set<Buffer> written = new HashSet<>();

        boolean meets(Set<Buffer> reads, Set<Buffer> writes) {
            return !Collections.disjoint(written, reads)
                    || !Collections.disjoint(written, writes)
                    || !Collections.disjoint(read, writes);
        }

        void add(Set<Buffer> reads, Set<Buffer> writes) {
            read.addAll(reads);
            written.addAll(writes);
        }

        void clear() {
            read.clear();
            written.clear();
        }
    }

    private final Phases phases = new Phases();
    private final List<String> lines = new ArrayList<>();
    private final List<String> alone = new ArrayList<>();
    private final Touched byAll = new Touched();
    private final Touched byOne = new Touched();
    private int phase;

    /** A call in which all threads take part. */
    void divided(Group group, String call, Set<Buffer> reads, Set<Buffer> writes) {
        if (byAll.meets(reads, writes) || byOne.meets(reads, writes)) {
            meet();
        }
        byAll.add(reads, writes);
        lines.add(call);
        phases.runs(group, phase);
    }

    /** A call that one thread makes. */
    void undivided(Group group, String call, Set<Buffer> reads, Set<Buffer> writes) {
        if (byAll.meets(reads, writes)) {
            meet();
        }
        byOne.add(reads, writes);
        alone.add(call);
        phases.runs(group, phase);
    }

    /** Lets all threads wait for each other. */
    void meet() {
        flush();
        lines.add(WAIT);
        byAll.clear();
        byOne.clear();
        phase++;
    }

    private void flush() {
        for (int start = 0; start < alone.size(); start += MOST_CALLS) {
            List<String> calls = alone.subList(start, Math.min(alone.size(), start + MOST_CALLS));
            lines.addAll(Scope.braced("if (thread == 0)", calls));
        }
        alone.clear();
    }

    List<String> lines() {
        flush();
        return lines;
    }

    Phases phases() {
        return phases;
    }
}
