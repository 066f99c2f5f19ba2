package dev.adjoint.codegen.schedule;

import java.util.HashMap;
import java.util.Map;

/** When kernels run: kernels of one phase may run at the same time. */
public final class Phases {
    private final Map<Group, int[]> times = new HashMap<>();

    /** Says that a kernel, or a part of it, runs in a phase. */
    public void runs(Group group, int phase) {
        int[] time = times.computeIfAbsent(group, key -> new int[] {phase, phase});
        time[0] = Math.min(time[0], phase);
        time[1] = Math.max(time[1], phase);
    }

    int first(Group group) {
        return time(group)[0];
    }

    int last(Group group) {
        return time(group)[1];
    }

    private int[] time(Group group) {
        int[] time = times.get(group);
        if (time == null) {
            throw new IllegalStateException(group + " has no time to run");
        }
        return time;
    }
}
