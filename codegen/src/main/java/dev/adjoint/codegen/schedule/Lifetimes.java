package dev.adjoint.codegen.schedule;

import dev.adjoint.api.backend.MemoryMap.Lifetime;
import java.util.HashMap;
import java.util.HashSet;
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
        Set<Buffer> touched = new HashSet<>(schedule.allReads(group));
        touched.addAll(schedule.allWrites(group));
        group.withSteps().forEach(kernel -> touched.addAll(kernel.working()));
        return touched;
    }
}
