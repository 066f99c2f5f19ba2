package dev.adjoint.codegen;

import java.lang.ref.WeakReference;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compiles and rehearses what a program becomes, beside its runs: one program at a time in a process, on a thread that ends
 * when there is nothing to do and does not keep the process alive. Who waits in the queue may be forgotten meanwhile.
 */
final class LaterCompilation implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(LaterCompilation.class);
    private static final ThreadPoolExecutor QUEUE = queue();

    private final WeakReference<TieredProgram> waiting;

    private LaterCompilation(TieredProgram program) {
        this.waiting = new WeakReference<>(program);
    }

    static void begin(TieredProgram program) {
        begin(new LaterCompilation(program));
    }

    /** Does something as one of these. */
    static void begin(Runnable work) {
        QUEUE.execute(work);
    }

    private static ThreadPoolExecutor queue() {
        ThreadPoolExecutor queue = new ThreadPoolExecutor(
                1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), LaterCompilation::thread);
        queue.allowCoreThreadTimeOut(true);
        return queue;
    }

    /** Nothing of the thread that happens to come first is inherited. */
    private static Thread thread(Runnable work) {
        Thread thread = new Thread(null, work, "adjoint-compilation", 0, false);
        thread.setContextClassLoader(LaterCompilation.class.getClassLoader());
        thread.setDaemon(true);
        return thread;
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
