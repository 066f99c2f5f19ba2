package dev.adjoint.samples.benchmarks.measure;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What all threads that live have allocated, less what asking for it allocates. */
final class AllocatedBytes {
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private long ofAsking;
    private long before;

    AllocatedBytes() {
        for (int i = 0; i < 3; i++) {
            start();
            ofAsking = total() - before;
        }
    }

    void start() {
        before = total();
    }

    /** The bytes since the start. */
    long sinceStart() {
        return Math.max(0, total() - before - ofAsking);
    }

    private long total() {
        long sum = 0;
        for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
            sum += Math.max(0, bytes);
        }
        return sum;
    }
}
