package dev.adjoint.codegen.tuning;

import dev.adjoint.api.backend.Tuning;
import dev.adjoint.api.graph.Program;
import dev.adjoint.codegen.Meter;
import dev.adjoint.codegen.compile.SourceCompiler;
import dev.adjoint.codegen.emit.GeneratedSource;
import dev.adjoint.codegen.emit.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out how a program is best written for this machine, or remembers it. */
public final class Tuner {
    private static final Logger LOG = LoggerFactory.getLogger(Tuner.class);
    private static final int MOST_REMEMBERED = 256;
    /** What is timed at the same time as something else is timed badly. */
    private static final Object ONE_AT_A_TIME = new Object();

    private final SourceCompiler compiler;
    private final Meter meter;
    private final Map<Key, Findings> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Findings> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    public Tuner(SourceCompiler compiler, Meter meter) {
        this.compiler = compiler;
        this.meter = meter;
    }

    /**
     * The choices for a program: from this process, from the cache, or by timing as long as the budget allows.
     *
     * @param standard what the program becomes without choices
     */
    public Tuned tune(Program program, GeneratedSource standard, Target target, Tuning tuning) {
        String machine = Machine.describe(target);
        Key key = Key.of(standard, machine);
        double budget = tuning.budget().toMillis() / 1e3;
        Optional<Cache> cache = tuning.cache().map(Cache::new);
        synchronized (ONE_AT_A_TIME) {
            Findings before = remembered.get(key);
            if (before != null && before.isEnoughFor(budget)) {
                return tuned("known in this process since they were timed", before);
            }
            Optional<Findings> kept = cache.flatMap(files -> files.read(key));
            if (kept.isPresent() && kept.get().isEnoughFor(budget)) {
                remembered.put(key, kept.get());
                return tuned("taken from " + cache.get().file(key), kept.get());
            }
            if (tuning.budget().isZero()) {
                return tuned(
                        "no time to time anything, and nothing in the cache",
                        new Findings(machine, 0, 0, List.of(), List.of()));
            }
            boolean crew = standard.crew().isPresent();
            Findings found = new Contests(
                            new Bouts(program, crew ? target : target.alone(), compiler, meter),
                            tuning.budget(),
                            meter.nanos())
                    .run(machine);
            remembered.put(key, found);
            cache.ifPresent(files -> files.write(key, found));
            LOG.info(
                    "tuned {} in {} ms: {} kernels of {} that could be timed take another cut, {} of {} another fusion",
                    program.name(),
                    Math.round(found.seconds() * 1000),
                    found.choices().cuts().size(),
                    found.kernels().size(),
                    found.choices().fusions().uses().size(),
                    found.fusions().size());
            return tuned("timed now", found);
        }
    }

    private static Tuned tuned(String origin, Findings findings) {
        return new Tuned(findings.choices(), findings.outcome(origin), origin + "\n" + FindingsText.write(findings));
    }
}
