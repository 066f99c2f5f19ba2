package dev.adjoint.samples.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTests {
    @Test
    void unknownWorkloadsAreRejectedWithTheNamesOfTheKnown() {
        String message = rejection("--workload", "W3,W8");
        assertTrue(message.startsWith("there is no workload 'W8'; expected all, W1, W2, W3"), message);
    }

    @Test
    void unknownOptionsAreRejectedWithTheKnown() {
        String message = rejection("--fast");
        assertTrue(message.startsWith("there is no option '--fast'; expected --workload "), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--workload", "--threads", "--seconds", "--json"})
    void optionsWithoutTheirValueAreRejected(String option) {
        assertTrue(rejection(option).startsWith(option + " has no value; expected "));
    }

    @ParameterizedTest
    @CsvSource({"--threads, 0", "--threads, 1.5", "--threads, two", "--seconds, 0", "--seconds, NaN", "--seconds, ''"})
    void numbersOutOfRangeAreRejected(String option, String value) {
        String message = rejection(option, value);
        assertTrue(message.startsWith(option + " is '" + value + "'; expected a "), message);
    }

    private static String rejection(String... arguments) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        int status = Main.run(nowhere, new PrintStream(err, true, StandardCharsets.UTF_8), arguments);
        assertEquals(2, status);
        return err.toString(StandardCharsets.UTF_8).strip();
    }
}
