package dev.adjoint.codegen.emit;

import dev.adjoint.api.backend.KernelCost;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.Work;
import dev.adjoint.codegen.cost.Ceilings;
import dev.adjoint.codegen.cost.KernelWork;
import dev.adjoint.codegen.cost.Traffic;
import dev.adjoint.codegen.schedule.Group;
import dev.adjoint.codegen.schedule.Loop;
import dev.adjoint.codegen.schedule.Schedule;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * How long kernels take on one thread: what their operations take and what their bytes take, of which the shorter one passes
 * for the most part beside the longer one: t = max(w, b) + 0.3 min(w, b).
 */
public final class CostModel {
    /** The share of the shorter of both times that does not pass beside the longer one. */
    private static final double EXPOSED = 0.3;

    private final Schedule schedule;
    private final Target target;
    private final Set<Group> plain;
    private final Ceilings ceilings;
    private final Traffic traffic;
    private final boolean ofNumbers;

    /**
     * The costs of a schedule's kernels.
     *
     * @param target what they are written for
     * @param plain the kernels among them that have no vectors
     */
    public CostModel(Schedule schedule, Target target, Set<Group> plain, Ceilings ceilings) {
        this(schedule, target, plain, ceilings, Traffic.of(schedule, target.capacity()), false);
    }

    private CostModel(
            Schedule schedule, Target target, Set<Group> plain, Ceilings ceilings, Traffic traffic, boolean ofNumbers) {
        this.schedule = schedule;
        this.target = target;
        this.plain = plain;
        this.ceilings = ceilings;
        this.traffic = traffic;
        this.ofNumbers = ofNumbers;
    }

    /** The same kernels as on a machine as many are, for choices that must not depend on which one it is. */
    public static CostModel typical(Schedule schedule, Target target) {
        return new CostModel(schedule, target, Set.of(), Ceilings.typical(target.lanes()));
    }

    /** The same kernels on a typical machine as loops over single numbers, of which not even the JIT makes vectors. */
    CostModel ofNumbers() {
        return new CostModel(schedule, target.withoutVectors(), plain, Ceilings.ofNumbers(), traffic, true);
    }

    /** The kernels of a program in order, with what they take. */
    public List<KernelCost> kernels(GeneratedSource.Written written) {
        if (written.methods().isEmpty()) {
            return List.of(straightLine());
        }
        return schedule.groups().stream()
                .map(group -> new KernelCost(
                        Objects.requireNonNull(written.methods().get(group)),
                        group.form(),
                        flops(group),
                        (long) traffic.bytes(group),
                        microseconds(group)))
                .toList();
    }

    private KernelCost straightLine() {
        double work = StraightLine.work(schedule).nanoseconds(ceilings);
        long flops = schedule.groups().stream().mapToLong(this::flops).sum();
        double bytes = schedule.groups().stream().mapToDouble(traffic::bytes).sum();
        return new KernelCost(StraightLine.NAME, "straight-line", flops, (long) bytes, work / 1000);
    }

    /** The microseconds of a run of a kernel; of a loop, all its steps. */
    public double microseconds(Group group) {
        double work = work(group).nanoseconds(ceilings);
        double transfer = traffic.nanoseconds(group, ceilings);
        return (Math.max(work, transfer) + EXPOSED * Math.min(work, transfer)) / 1000;
    }

    /** What all runs of a kernel have to do. */
    KernelWork work(Group group) {
        return ofNumbers || target.hasVectors()
                ? KernelWorks.of(schedule, group, each -> plain.contains(each) ? target.withoutVectors() : target)
                : PlainWorks.of(schedule, group, target);
    }

    private long flops(Group group) {
        Loop loop = group.loop();
        if (loop != null) {
            long step = loop.body().stream().mapToLong(this::flops).sum();
            long start = loop.prologue().stream().mapToLong(this::flops).sum();
            return start + step * loop.time().extent().factor();
        }
        Deque<Tensor> open = new ArrayDeque<>();
        group.stores().forEach(store -> open.add(store.value()));
        Tensor anchor = group.anchor();
        if (anchor != null) {
            open.add(anchor);
        }
        Set<Tensor> seen = new HashSet<>();
        long flops = 0;
        while (!open.isEmpty()) {
            Tensor tensor = open.pop();
            boolean own = tensor == anchor || !schedule.ownership().inMemory(group, tensor);
            if (seen.add(tensor) && own) {
                flops += Work.of(tensor, target.capacity()).flops();
                open.addAll(tensor.inputs());
            }
        }
        return flops;
    }
}
