package dev.adjoint.codegen.schedule;

import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Dot;
import dev.adjoint.codegen.index.Size;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * About how long kernels take on one thread, from the number of operations and of elements that pass through memory. Only
 * for the choice whether several threads are worth their meeting: what is true for a machine from 2017 will do for others.
 */
public final class Cost {
    private static final double NANOSECONDS_OF_A_VECTOR_OPERATION = 0.4;
    private static final double NANOSECONDS_OF_AN_ELEMENT_IN_MEMORY = 0.1;
    /** C2 makes vectors of some plain loops. */
    private static final int LANES_OF_PLAIN_LOOPS = 2;

    private final Schedule schedule;
    private final int lanes;
    private final int capacity;

    /**
     * The costs of a schedule's kernels.
     *
     * @param lanes how many floats a vector holds, 0 for plain loops
     * @param capacity the number of rows
     */
    public Cost(Schedule schedule, int lanes, int capacity) {
        this.schedule = schedule;
        this.lanes = lanes > 0 ? lanes : LANES_OF_PLAIN_LOOPS;
        this.capacity = capacity;
    }

    /** The microseconds of all runs of a kernel. */
    public double microseconds(Group group) {
        Loop loop = group.loop();
        if (loop != null) {
            double step = loop.body().stream().mapToDouble(this::microseconds).sum();
            double start =
                    loop.prologue().stream().mapToDouble(this::microseconds).sum();
            return start + step * loop.time().extent().at(capacity);
        }
        Tensor anchor = group.anchor();
        double elements = elements(group.domain());
        double nanoseconds = elements * group.stores().size() * NANOSECONDS_OF_AN_ELEMENT_IN_MEMORY;
        nanoseconds += elements
                * work(group, group.stores().stream().map(Group.Store::value).toList());
        if (anchor != null && anchor.op() instanceof Dot dot) {
            double sum = dot.leftContract().stream()
                    .mapToDouble(axis ->
                            Size.ofAxis(anchor.input(0).shape().size(axis)).at(capacity))
                    .reduce(1, (a, b) -> a * b);
            nanoseconds += elements(anchor.shape()) * sum / lanes * NANOSECONDS_OF_A_VECTOR_OPERATION;
        } else if (anchor != null) {
            for (Tensor input : anchor.inputs()) {
                nanoseconds += elements(input.shape()) * work(group, List.of(input));
            }
        }
        return nanoseconds / 1000;
    }

    private double elements(Shape shape) {
        return Size.elements(shape).at(capacity);
    }

    /** The nanoseconds that an element of each result takes, from what is in memory. */
    private double work(Group group, List<Tensor> results) {
        Set<Tensor> seen = new HashSet<>();
        Deque<Tensor> open = new ArrayDeque<>(results);
        double nanoseconds = 0;
        while (!open.isEmpty()) {
            Tensor tensor = open.pop();
            if (!seen.add(tensor) || tensor == group.anchor()) {
                continue;
            }
            if (schedule.ownership().inMemory(group, tensor) || tensor.inputs().isEmpty()) {
                nanoseconds += NANOSECONDS_OF_AN_ELEMENT_IN_MEMORY;
            } else {
                nanoseconds += (double) Storage.weightOf(tensor.op()) / lanes * NANOSECONDS_OF_A_VECTOR_OPERATION;
                open.addAll(tensor.inputs());
            }
        }
        return nanoseconds;
    }
}
