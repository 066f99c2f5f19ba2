package dev.adjoint.codegen;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/**
 * What time it is and what has been allocated.
 *
 * @param nanos gives nanoseconds
 * @param bytes gives the bytes that the calling thread has allocated so far; always 0 where the JVM does not count them
 */
record Meter(LongSupplier nanos, LongSupplier bytes) {
    /** That of this JVM. */
    static final Meter STANDARD = new Meter(System::nanoTime, bytesOfThread());

    private static LongSupplier bytesOfThread() {
        try {
            if (ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads
                    && threads.isThreadAllocatedMemorySupported()
                    && threads.isThreadAllocatedMemoryEnabled()) {
                return threads::getCurrentThreadAllocatedBytes;
            }
        } catch (NoClassDefFoundError withoutModule) {
            return () -> 0;
        }
        return () -> 0;
    }
}
