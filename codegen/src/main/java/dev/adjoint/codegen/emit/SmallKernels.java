package dev.adjoint.codegen.emit;

import dev.adjoint.codegen.schedule.Group;
import dev.adjoint.codegen.schedule.RowWise;
import dev.adjoint.codegen.schedule.Schedule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which kernels threads divide along the rows although none of them alone is worth it: several that follow each other, and of
 * which each goes on with the rows that its thread has, need no more barriers than a single one.
 */
final class SmallKernels {
    private final CrewEmitter emitter;
    private final List<RowBlocks.Step> steps;
    private final Schedule schedule;
    private final Target target;
    private final CostModel cost;

    SmallKernels(CrewEmitter emitter, List<RowBlocks.Step> steps, Schedule schedule, Target target, CostModel cost) {
        this.emitter = emitter;
        this.steps = steps;
        this.schedule = schedule;
        this.target = target;
        this.cost = cost;
    }

    Set<Group> byRows() {
        Set<Group> chosen = new HashSet<>();
        double best = emitter.microseconds(chosen);
        for (List<Group> run : runs()) {
            Set<Group> more = new HashSet<>(chosen);
            more.addAll(run);
            double time = emitter.microseconds(more);
            if (time < best) {
                best = time;
                chosen = more;
            }
        }
        return chosen;
    }

    /** The small kernels that work on one row after the other, between two large kernels each. */
    private List<List<Group>> runs() {
        List<List<Group>> runs = new ArrayList<>();
        List<Group> run = new ArrayList<>();
        for (RowBlocks.Step step : steps) {
            Group group = step.first();
            if (step.block().isPresent() || emitter.divides(group)) {
                runs.add(run);
                run = new ArrayList<>();
            } else if (!RowWise.own(schedule, group).isEmpty()
                    && target.capacity() >= target.team().threads()) {
                run.add(group);
            }
        }
        runs.add(run);
        runs.removeIf(small -> small.stream().mapToDouble(cost::microseconds).sum() == 0);
        return runs;
    }
}
