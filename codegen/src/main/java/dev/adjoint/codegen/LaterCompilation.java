package dev.adjoint.codegen;

import java.lang.ref.WeakReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compiles and rehearses what a program becomes, beside its runs. Who waits in the queue may be forgotten meanwhile. */
final class LaterCompilation implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(LaterCompilation.class);

    private final WeakReference<TieredProgram> waiting;

    private LaterCompilation(TieredProgram program) {
        this.waiting = new WeakReference<>(program);
    }

    static void begin(TieredProgram program) {
        CompilationThread.execute(new LaterCompilation(program));
    }

    @Override
    public void run() {
        TieredProgram program = waiting.get();
        if (program == null) {
            return;
        }
        try {
            program.compileLast();
            rehearse(program);
            program.goOver();
        } catch (RuntimeException | Error e) {
            LOG.warn("{} stays at plain loops: {}", program.program().name(), e.getMessage(), e);
        } finally {
            program.end();
        }
        rehearseSquares(program);
    }

    private static void rehearseSquares(TieredProgram program) {
        CompiledProgram last = program.last();
        if (last != null) {
            try {
                last.rehearseSquares();
            } catch (ReflectiveOperationException e) {
                LOG.warn("{} may make objects for longer", program.program().name(), e);
            }
        }
    }

    /** A rehearsal that fails, on data that is made up or for want of memory, says nothing of the runs to come. */
    private static void rehearse(TieredProgram program) {
        try {
            program.rehearse();
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.debug(
                    "{} goes over to vectors without a rehearsal",
                    program.program().name(),
                    e);
        }
    }
}
