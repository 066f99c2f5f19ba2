package dev.adjoint.samples.benchmarks.measure;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class ProcessTimeTests {
    /** The kernel counts the start of a process in hundredths of a second. */
    private static final double TICKS = 0.02;

    @Test
    void processIsOlderThanItsVirtualMachine() {
        double machine = ManagementFactory.getRuntimeMXBean().getUptime() / 1e3;

        double process = ProcessTime.seconds();

        assertTrue(process >= machine - TICKS, process + " s, but the virtual machine has run for " + machine + " s");
    }
}
