package dev.adjoint.codegen.schedule;

import dev.adjoint.api.backend.MemoryMap.Lifetime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** When buffers are first and last touched. */
final class Lifetimes {
    private Lifetimes() {}

    static Map<Buffer, Lifetime> of(Schedule schedule, Phases phases) {
        Map<Buffer, Lifetime> lifetimes = new HashMap<>();
        for (Group group : schedule.groups()) {
            int first = phases.first(group);
            int last = phases.last(group);
            for (Buffer buffer : touched(schedule, group)) {
                Lifetime life = lifetimes.getOrDefault(buffer, new Lifetime(first, last));
                lifetimes.put(buffer, life.with(first).with(last));
            }
        }
        return lifetimes;
    }

    /** All that a kernel reads, writes or works in. */
    static Set<Buffer> touched(Schedule schedule, Group group) {
        Set<Buffer> touched = new HashSet<>(reads(schedule, group));
        touched.addAll(writes(schedule, group));
        each(group).forEach(kernel -> touched.addAll(kernel.working()));
        return touched;
    }

    /** All that a kernel reads; of a loop, all that its kernels read. */
    static Set<Buffer> reads(Schedule schedule, Group group) {
        Set<Buffer> reads = new HashSet<>();
        each(group).forEach(kernel -> {
            if (kernel.loop() == null) {
                reads.addAll(schedule.reads(kernel));
            }
        });
        return reads;
    }

    /** All that a kernel writes; of a loop, all that its kernels write. */
    static Set<Buffer> writes(Schedule schedule, Group group) {
        Set<Buffer> writes = new HashSet<>();
        each(group).forEach(kernel -> writes.addAll(schedule.writes(kernel)));
        return writes;
    }

    /** A kernel, and those of its loop. */
    private static List<Group> each(Group group) {
        List<Group> each = new ArrayList<>(List.of(group));
        Loop loop = group.loop();
        if (loop != null) {
            loop.prologue().forEach(inner -> each.addAll(each(inner)));
            loop.body().forEach(inner -> each.addAll(each(inner)));
        }
        return each;
    }
}
