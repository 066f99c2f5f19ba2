package dev.adjoint.codegen;

import dev.adjoint.api.backend.Execution;
import java.lang.ref.WeakReference;
import java.lang.reflect.Constructor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes another class of a program whose runs allocate for good, and lets it run beside them on memory of its own: it takes
 * over as soon as it allocates nothing.
 */
final class Recompilation implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Recompilation.class);
    private static final long LONGEST_NANOS = 20_000_000_000L;
    /** So many runs in turn have to allocate nothing. */
    private static final int CLEAN_RUNS = 20;

    private final WeakReference<CompiledProgram> program;
    private final GeneratedClass source;
    private final int rows;
    private final Meter meter;

    private Recompilation(CompiledProgram program, GeneratedClass source, int rows) {
        this.program = new WeakReference<>(program);
        this.source = source;
        this.rows = rows;
        this.meter = source.meter();
    }

    /**
     * Begins, if there have not been too many such classes, and none is being made.
     *
     * @param bad makes instances of the class that allocates
     * @param rows of a run that does
     */
    static void begin(CompiledProgram program, GeneratedClass source, Constructor<?> bad, int rows) {
        if (source.begin(bad)) {
            LOG.info(
                    "{}: runs still make objects of vectors, so that they take longer than they need; compiling it anew",
                    program.program().name());
            CompilationThread.execute(new Recompilation(program, source, rows));
        }
    }

    @Override
    public void run() {
        try {
            CompiledProgram owner = program.get();
            if (owner != null && Rehearsal.hasRoom(owner.memory())) {
                Constructor<?> other = source.compile();
                if (allocatesNothing(owner.openOnScratch(other))) {
                    source.becomes(other);
                    LOG.info(
                            "{}: what was compiled anew makes no objects",
                            owner.program().name());
                }
            }
        } catch (RuntimeException | Error e) {
            LOG.warn("the code that runs stays as it is: {}", e.getMessage(), e);
        } finally {
            source.end();
        }
    }

    private boolean allocatesNothing(Execution other) {
        long start = meter.nanos().getAsLong();
        long now = start;
        int clean = 0;
        for (int run = 0; clean < CLEAN_RUNS && now - start < LONGEST_NANOS; run++) {
            boolean isSingle = Rehearsal.isOfSingleRow(run, now - start);
            long bytes = meter.bytes().getAsLong();
            other.run(isSingle ? 1 : rows, 0);
            boolean areFew = Meter.areFew(meter.bytes().getAsLong() - bytes);
            clean = areFew && !isSingle ? clean + 1 : 0;
            now = meter.nanos().getAsLong();
        }
        return clean == CLEAN_RUNS;
    }
}
