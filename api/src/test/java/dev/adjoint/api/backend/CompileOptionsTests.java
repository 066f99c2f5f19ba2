package dev.adjoint.api.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.adjoint.api.ConfigurationException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CompileOptionsTests {
    @Test
    void vectorsAreWantedAndNothingIsDumpedOrTimedByDefault() {
        assertEquals(
                new CompileOptions(64, true, 1, Optional.empty(), Optional.empty(), false), CompileOptions.forRows(64));
    }

    @Test
    void aCapacityIsAtLeastOneRow() {
        ConfigurationException failure = assertThrows(ConfigurationException.class, () -> CompileOptions.forRows(0));
        assertEquals("capacity must be at least 1 row, but was 0", failure.getMessage());
    }

    @Test
    void theCallersThreadIsAmongTheThreads() {
        CompileOptions options = CompileOptions.forRows(1);
        ConfigurationException failure = assertThrows(ConfigurationException.class, () -> options.withThreads(0));
        assertEquals("threads must be at least 1, but was 0", failure.getMessage());
    }
}
