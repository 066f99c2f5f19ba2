package dev.adjoint.api.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.ConfigurationException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TuningTests {
    @Test
    void twoSecondsAreSpentAndKeptInTheUsersCacheByDefault() {
        Tuning tuning = Tuning.standard();
        assertEquals(Duration.ofSeconds(2), tuning.budget());
        assertTrue(tuning.cache().orElseThrow().endsWith(Path.of("adjoint")), tuning::toString);
    }

    @Test
    void aNegativeBudgetIsRefused() {
        ConfigurationException failure = assertThrows(
                ConfigurationException.class, () -> Tuning.standard().withBudget(Duration.ofMillis(-1)));
        assertEquals(
                "the budget for tuning is PT-0.001S; expected from 0 seconds to one day for a program",
                failure.getMessage());
    }

    @Test
    void eachPartCanBeChosen() {
        Tuning tuning = Tuning.standard().withBudget(Duration.ZERO).withCache(Optional.empty());
        assertEquals(new Tuning(Duration.ZERO, Optional.empty()), tuning);
    }
}
