package dev.adjoint.codegen.schedule;

import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Parameter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A program as kernels in order, with memory for what passes between them.
 */
public record Schedule(Layout layout, Ownership ownership, List<Group> groups) {
    /**
     * Schedules a program.
     *
     * @param lanes how many floats a vector holds, 0 for plain loops
     * @param capacity the largest number of rows
     */
    public static Schedule of(Program program, Identifiers identifiers, int lanes, int capacity) {
        return of(program, identifiers, lanes, capacity, Fusions.NONE);
    }

    /**
     * Schedules a program.
     *
     * @param lanes how many floats a vector holds, 0 for plain loops
     * @param capacity the largest number of rows
     * @param fusions what is to be used otherwise than on most machines
     */
    public static Schedule of(Program program, Identifiers identifiers, int lanes, int capacity, Fusions fusions) {
        Layout layout = new Layout(program, identifiers, new Arrangement(program, lanes, capacity));
        Ownership ownership = new Ownership(layout);
        List<Request> requests = new ArrayList<>();
        for (Program.Output output : program.outputs()) {
            Tensor value = output.value();
            requests.add(new Request(value, layout.outputPlace(output.name(), value.shape()), null));
        }
        for (Program.Assignment assignment : lastFirst(program.assignments())) {
            Place place = layout.place(assignment.variable());
            if (place == null) {
                throw new IllegalStateException(assignment.variable() + " is not among the program's variables");
            }
            requests.add(new Request(assignment.value(), place, assignment.variable()));
        }
        return new Schedule(layout, ownership, RegionScheduler.schedule(layout, ownership, fusions, requests));
    }

    /**
     * The assignments to the last parameter first, as the backward pass comes to it: it is done with a layer, and with what
     * it has kept for it, before it goes on to the one before.
     */
    private static List<Program.Assignment> lastFirst(List<Program.Assignment> assignments) {
        List<Program.Assignment> order = new ArrayList<>();
        int next = 0;
        for (Program.Assignment assignment : assignments) {
            next = assignment.variable().op() instanceof Parameter ? 0 : next;
            order.add(next++, assignment);
        }
        return order;
    }

    /** The buffers that a kernel writes results to. */
    public Set<Buffer> writes(Group group) {
        Set<Buffer> buffers = new LinkedHashSet<>();
        group.results().forEach(place -> buffers.add(place.buffer()));
        group.stores().forEach(store -> buffers.add(store.place().buffer()));
        Place place = group.anchor() == null ? null : layout.place(group.anchor());
        if (place != null) {
            buffers.add(place.buffer());
        }
        return buffers;
    }

    /** The buffers that a kernel loads from. */
    public Set<Buffer> reads(Group group) {
        Set<Buffer> buffers = new LinkedHashSet<>();
        for (Element read : ownership.reads(group)) {
            Place place = layout.place(read.tensor());
            if (place != null) {
                buffers.add(place.buffer());
            }
        }
        return buffers;
    }

    /** All that a kernel reads; of a loop, all that its kernels read. */
    Set<Buffer> allReads(Group group) {
        Set<Buffer> reads = new HashSet<>();
        group.withSteps().stream()
                .filter(kernel -> kernel.loop() == null)
                .forEach(kernel -> reads.addAll(reads(kernel)));
        return reads;
    }

    /** All that a kernel writes; of a loop, all that its kernels write. */
    public Set<Buffer> allWrites(Group group) {
        Set<Buffer> writes = new HashSet<>();
        group.withSteps().forEach(kernel -> writes.addAll(writes(kernel)));
        return writes;
    }
}
