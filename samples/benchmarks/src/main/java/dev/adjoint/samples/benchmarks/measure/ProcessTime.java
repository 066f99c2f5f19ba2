package dev.adjoint.samples.benchmarks.measure;

import java.time.Duration;
import java.time.Instant;

/** The seconds since this process began, as the operating system has it: the start of the virtual machine counts. */
public final class ProcessTime {
    private static final double SECONDS_AT_LOADING =
            Duration.between(ProcessHandle.current().info().startInstant().orElseGet(Instant::now), Instant.now())
                            .toNanos()
                    / 1e9;
    private static final long NANOS_AT_LOADING = System.nanoTime();

    private ProcessTime() {}

    public static double seconds() {
        return SECONDS_AT_LOADING + (System.nanoTime() - NANOS_AT_LOADING) / 1e9;
    }
}
