package dev.adjoint.codegen;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Where programs are compiled beside their runs: one at a time in a process, on a thread that ends when there is nothing to do
 * and does not keep the process alive.
 */
final class CompilationThread {
    private static final ThreadPoolExecutor QUEUE = queue();

    private CompilationThread() {}

    static void execute(Runnable work) {
        QUEUE.execute(work);
    }

    private static ThreadPoolExecutor queue() {
        ThreadPoolExecutor queue = new ThreadPoolExecutor(
                1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), CompilationThread::thread);
        queue.allowCoreThreadTimeOut(true);
        return queue;
    }

    /** Nothing of the thread that happens to come first is inherited. */
    private static Thread thread(Runnable work) {
        Thread thread = new Thread(null, work, "adjoint-compilation", 0, false);
        thread.setContextClassLoader(CompilationThread.class.getClassLoader());
        thread.setDaemon(true);
        return thread;
    }
}
