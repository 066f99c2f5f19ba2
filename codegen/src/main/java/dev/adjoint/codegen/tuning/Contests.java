package dev.adjoint.codegen.tuning;

import dev.adjoint.api.AdjointException;
import dev.adjoint.codegen.emit.Cut;
import dev.adjoint.codegen.schedule.Fusions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    private final long start = System.nanoTime();
    private final Duration budget;
    private boolean anyTimed;

    Contests(Bouts bouts, Duration budget) {
        this.bouts = bouts;
        this.budget = budget;
    }

    /** Cuts come first; a kernel that is there only because of what was found about fusions is cut anew. */
    Findings run(String machine) {
        List<Times<Cut>> cuts = run(bouts.cuts(Fusions.NONE));
        List<Times<Fusions.Use>> fusions = left() > 0 ? run(bouts.fusions(Findings.changes(cuts))) : List.of();
        Fusions found = new Fusions(Findings.changes(fusions));
        if (!found.equals(Fusions.NONE) && left() > 0) {
            cuts.addAll(run(bouts.cuts(found).stream()
                    .filter(bout -> cuts.stream()
                            .noneMatch(times ->
                                    times.subject().equals(bout.course().subject())))
                    .toList()));
        }
        return new Findings(machine, (System.nanoTime() - start) / 1e9, budget.toMillis() / 1e3, cuts, fusions);
    }

    private long left() {
        return budget.toNanos() - (System.nanoTime() - start);
    }

    private <W> List<Times<W>> run(List<Bout<W>> all) {
        double weights = all.stream().mapToDouble(Bout::weight).sum();
        List<Times<W>> found = new ArrayList<>();
        for (Bout<W> bout : all) {
            long left = left();
            long fewest = anyTimed ? FEWEST_LATER_NANOS : FEWEST_NANOS;
            long share = Math.min(left, Math.max(fewest, (long) (left * bout.weight() / weights)));
            weights -= bout.weight();
            if (left > 0 && (!anyTimed || left >= fewest)) {
                run(bout, share, left, found);
            }
        }
        return found;
    }

    private <W> void run(Bout<W> bout, long nanos, long most, List<Times<W>> found) {
        try {
            Times<W> times = new Contest<>(bout.course(), bout.entrance(), System::nanoTime, nanos, most).run();
            if (!times.measured().isEmpty()) {
                anyTimed = true;
                found.add(times);
            }
        } catch (AdjointException e) {
            LOG.warn("not tuning {}: {}", bout.course().formula(), e.getMessage());
        }
    }
}
