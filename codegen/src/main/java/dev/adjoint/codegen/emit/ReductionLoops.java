package dev.adjoint.codegen.emit;

import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Sum;
import dev.adjoint.codegen.index.Affine;
import dev.adjoint.codegen.index.Atom;
import dev.adjoint.codegen.index.Size;
import dev.adjoint.codegen.schedule.Group;
import dev.adjoint.codegen.schedule.Reads;
import dev.adjoint.codegen.schedule.Schedule;
import java.util.List;
import java.util.Objects;

/**
 * The loops of a reduction of which nothing is written yet.
 *
 * @param axes the loops over the results
 * @param reduction the loop that makes each of them
 */
record ReductionLoops(KernelContext kernel, Tensor result, Axes axes, Reduction reduction) {
    static ReductionLoops of(Schedule schedule, Group group, Target target) {
        KernelContext kernel = new KernelContext(schedule, group, target);
        Tensor result = Objects.requireNonNull(group.anchor());
        Tensor input = result.input(0);
        int axis = ReductionEmitter.axis(result.op());
        Atom.Counter along = new Atom.Counter("r", Size.ofAxis(input.shape().size(axis)));
        Reduction reduction = new Reduction(kernel, input, axis, along, result.op() instanceof Sum);
        List<Affine> at =
                reduction.isAlongLast() ? Reads.counters(group.domain(), "axis") : Room.ofReduction(kernel, along);
        Axes axes = kernel.domain(at, kernel.offsets(input, reduction.inputAt(at, Affine.of(along))));
        return new ReductionLoops(kernel, result, axes, reduction);
    }
}
