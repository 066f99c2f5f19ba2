package dev.adjoint.samples.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** The seconds since this process began, as the operating system has it: the start of the virtual machine counts. */
public final class ProcessTime {
    private static final Path STATUS = Path.of("/proc/self/stat");
    private static final Path UPTIME = Path.of("/proc/uptime");
    /** The start of a process is the 22nd value of its status, and so the 20th behind the name in parentheses. */
    private static final int START = 19;

    private static final double TICKS_PER_SECOND = 100;

    private static final double SECONDS_AT_LOADING = sinceStart();
    private static final long NANOS_AT_LOADING = System.nanoTime();

    private ProcessTime() {}

    public static double seconds() {
        return SECONDS_AT_LOADING + (System.nanoTime() - NANOS_AT_LOADING) / 1e9;
    }

    /** Linux states the start since boot; as an instant it is up to a second too early, since that of boot is cut off. */
    private static double sinceStart() {
        if (Files.exists(STATUS) && Files.exists(UPTIME)) {
            try {
                String status = Files.readString(STATUS);
                String[] values = status.substring(status.lastIndexOf(')') + 2).split(" ");
                String uptime = Files.readString(UPTIME);
                return Double.parseDouble(uptime.substring(0, uptime.indexOf(' ')))
                        - Long.parseLong(values[START]) / TICKS_PER_SECOND;
            } catch (IOException e) {
                // What every system states is good enough.
            }
        }
        Instant start = ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
        return Duration.between(start, Instant.now()).toNanos() / 1e9;
    }
}
