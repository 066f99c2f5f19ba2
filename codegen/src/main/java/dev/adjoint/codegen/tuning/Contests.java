package dev.adjoint.codegen.tuning;

import dev.adjoint.api.AdjointException;
import dev.adjoint.api.graph.Program;
import dev.adjoint.codegen.compile.SourceCompiler;
import dev.adjoint.codegen.emit.CostModel;
import dev.adjoint.codegen.emit.Cuts;
import dev.adjoint.codegen.emit.ProgramEmitter;
import dev.adjoint.codegen.emit.Target;
import dev.adjoint.codegen.schedule.Excerpt;
import dev.adjoint.codegen.schedule.Identifiers;
import dev.adjoint.codegen.schedule.Schedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A contest for each kernel of a program that is worth one, the dearest first. */
final class Contests {
    private static final Logger LOG = LoggerFactory.getLogger(Contests.class);
    /** Less than this part of a program's time is not worth a contest. */
    private static final double SMALL = 0.02;

    /** In less time, C2 compiles too few cuts of a kernel for a contest. */
    static final long FEWEST_NANOS = 1_200_000_000;

    /** Once it has compiled those of another, it needs only so much. */
    private static final long FEWEST_LATER_NANOS = 300_000_000;

    private static final double LEAST_PART = 1 / 6.0;

    /**
     * Kernels that are alike.
     *
     * @param number which of the program's kernels is the first of them
     * @param run the microseconds of a run of that one
     * @param all the microseconds of a run of all of them
     */
    private record Alike(int number, Cuts cuts, double run, double all) {
        Alike and(double more) {
            return new Alike(number, cuts, run, all + more);
        }

        /** Short sums leave at least a part of the work: what comes before them and after them. */
        Contestant.Expected expected() {
            double part = Math.min(1, LEAST_PART + cuts.shortened());
            return new Contestant.Expected(run * 1000, part * run * 1000);
        }

        /** Dearer kernels get more time, but not all of it. */
        double weight() {
            return Math.sqrt(all);
        }
    }

    private final Program program;
    private final Target target;
    private final SourceCompiler compiler;
    private final Memory memory;

    Contests(Program program, Target target, SourceCompiler compiler) {
        this.program = program;
        this.target = target;
        this.compiler = compiler;
        this.memory = new Memory(target.capacity());
    }

    Findings run(String machine, Duration budget) {
        long start = System.nanoTime();
        List<Alike> kernels = kernels();
        double weights = kernels.stream().mapToDouble(Alike::weight).sum();
        List<Times> found = new ArrayList<>();
        for (Alike kernel : kernels) {
            long left = budget.toNanos() - (System.nanoTime() - start);
            long fewest = found.isEmpty() ? FEWEST_NANOS : FEWEST_LATER_NANOS;
            long share = Math.min(left, Math.max(fewest, (long) (left * kernel.weight() / weights)));
            weights -= kernel.weight();
            if (left > 0 && (found.isEmpty() || left >= fewest)) {
                times(kernel, share, left).ifPresent(found::add);
            }
        }
        return new Findings(machine, (System.nanoTime() - start) / 1e9, budget.toMillis() / 1e3, found);
    }

    private Schedule schedule() {
        return Schedule.of(program, new Identifiers(), target.lanes(), target.capacity());
    }

    private List<Alike> kernels() {
        Schedule schedule = schedule();
        if (ProgramEmitter.isStraightLine(schedule, target)) {
            return List.of();
        }
        CostModel cost = CostModel.typical(schedule, target);
        double whole =
                schedule.groups().stream().mapToDouble(cost::microseconds).sum();
        Map<String, Alike> kernels = new LinkedHashMap<>();
        List<Excerpt> excerpts = Excerpt.of(schedule);
        for (int i = 0; i < excerpts.size(); i++) {
            Excerpt excerpt = excerpts.get(i);
            int number = i;
            double run = cost.microseconds(excerpt.schedule().groups().get(0));
            Cuts.of(schedule, excerpt.kernel(), target)
                    .ifPresent(cuts -> kernels.merge(
                            cuts.kernel(), new Alike(number, cuts, run, run), (first, next) -> first.and(run)));
        }
        return kernels.values().stream()
                .filter(kernel ->
                        kernel.all() >= SMALL * whole && kernel.cuts().all().size() > 1)
                .sorted(Comparator.comparingDouble(Alike::all).reversed())
                .toList();
    }

    private Optional<Times> times(Alike kernel, long nanos, long most) {
        CompiledEntrance entrance = new CompiledEntrance(
                () -> excerpt(kernel.number()), kernel.cuts().kernel(), kernel.expected(), target, compiler, memory);
        try {
            Times times = new Contest(kernel.cuts(), entrance, System::nanoTime, nanos, most).run();
            return times.measured().isEmpty() ? Optional.empty() : Optional.of(times);
        } catch (AdjointException e) {
            LOG.warn("not tuning {}: {}", kernel.cuts().formula(), e.getMessage());
            return Optional.empty();
        }
    }

    /** A kernel of the program in a schedule that nobody has written code for yet. */
    private Excerpt excerpt(int number) {
        return Excerpt.of(schedule()).get(number);
    }
}
