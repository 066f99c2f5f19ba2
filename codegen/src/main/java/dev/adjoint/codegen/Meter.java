package dev.adjoint.codegen;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What time it is and what has been allocated.
 *
 * @param nanos gives nanoseconds
 * @param bytes gives the bytes that the calling thread has allocated so far; always 0 where the JVM does not count them
 */
public record Meter(LongSupplier nanos, LongSupplier bytes) {
    private static final Logger LOG = LoggerFactory.getLogger(Meter.class);
    /** What runs of compiled code may allocate. */
    private static final long FEW_BYTES = 4096;

    /** That of this JVM. */
    public static final Meter STANDARD = new Meter(System::nanoTime, bytesOfThread());

    private static LongSupplier bytesOfThread() {
        try {
            if (ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads
                    && threads.isThreadAllocatedMemorySupported()
                    && threads.isThreadAllocatedMemoryEnabled()) {
                return threads::getCurrentThreadAllocatedBytes;
            }
        } catch (NoClassDefFoundError withoutModule) {
            LOG.debug("allocation is not counted: the module jdk.management is missing");
        }
        return () -> 0;
    }

    /** Whether a run that allocated so much was one of compiled code: vectors are objects before. */
    public static boolean areFew(long bytes) {
        return bytes <= FEW_BYTES;
    }
}
