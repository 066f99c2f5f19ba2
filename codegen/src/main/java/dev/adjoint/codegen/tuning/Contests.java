package dev.adjoint.codegen.tuning;

import dev.adjoint.api.AdjointException;
import dev.adjoint.codegen.emit.Cut;
import dev.adjoint.codegen.schedule.Fusions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Contests about a program, one after the other, as long as there is time. */
final class Contests {
    private static final Logger LOG = LoggerFactory.getLogger(Contests.class);

    /** In less time, C2 compiles too few ways for the first contest. */
    static final long FEWEST_NANOS = 1_200_000_000;

    /** Once it has compiled those of another, it needs only so much. */
    private static final long FEWEST_LATER_NANOS = 300_000_000;

    private final Bouts bouts;
    private final Duration budget;
    private final LongSupplier clock;
    private final long start;
    private boolean anyTimed;

    Contests(Bouts bouts, Duration budget, LongSupplier clock) {
        this.bouts = bouts;
        this.budget = budget;
        this.clock = clock;
        this.start = clock.getAsLong();
    }

    /** Cuts come first; a kernel that is there only because of what was found about fusions is cut anew. */
    Findings run(String machine) {
        List<Times<Cut>> cuts = new ArrayList<>();
        List<Times<Fusions.Use>> fusions = new ArrayList<>();
        List<Bout<Cut>> first = bouts.cuts(Fusions.NONE);
        List<Bout<Fusions.Use>> second = bouts.fusions(() -> Findings.changes(cuts));
        run(first, weight(second), cuts);
        run(second, 0, fusions);
        Fusions found = new Fusions(Findings.changes(fusions));
        if (!found.equals(Fusions.NONE)) {
            List<Bout<Cut>> third = new ArrayList<>(bouts.cuts(found));
            third.removeIf(bout -> first.stream()
                    .anyMatch(
                            held -> held.course().subject().equals(bout.course().subject())));
            run(third, 0, cuts);
        }
        return new Findings(machine, (clock.getAsLong() - start) / 1e9, budget.toMillis() / 1e3, cuts, fusions);
    }

    private static <W> double weight(List<Bout<W>> all) {
        return all.stream().mapToDouble(Bout::weight).sum();
    }

    /**
     * Holds contests.
     *
     * @param later the weight of those that come after them
     */
    private <W> void run(List<Bout<W>> all, double later, List<Times<W>> found) {
        double weights = weight(all) + later;
        for (Bout<W> bout : all) {
            long left = budget.toNanos() - (clock.getAsLong() - start);
            long fewest = anyTimed ? FEWEST_LATER_NANOS : FEWEST_NANOS;
            long share = Math.min(left, Math.max(fewest, (long) (left * bout.weight() / weights)));
            weights -= bout.weight();
            if (left > 0 && (!anyTimed || left >= fewest)) {
                run(bout, share, left, found);
            }
        }
    }

    private <W> void run(Bout<W> bout, long nanos, long most, List<Times<W>> found) {
        try {
            Times<W> times =
                    new Contest<>(bout.course(), bout.entrance(), clock, LockSupport::parkNanos, nanos, most).run();
            if (!times.measured().isEmpty()) {
                anyTimed = true;
                found.add(times);
            }
        } catch (AdjointException e) {
            LOG.warn("not tuning {}: {}", bout.course().formula(), e.getMessage());
        }
    }
}
