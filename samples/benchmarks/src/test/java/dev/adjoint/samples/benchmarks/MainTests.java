package dev.adjoint.samples.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.samples.benchmarks.workload.Workload;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
        assertTrue(message.startsWith("there is no option '--fast'; expected --workload, "), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--workload", "--threads", "--seconds", "--json", "--peers", "--scaling", "--svg"})
    void optionsWithoutTheirValueAreRejected(String option) {
        assertTrue(rejection(option).startsWith(option + " has no value; expected "));
    }

    @ParameterizedTest
    @CsvSource({"--threads, 0", "--threads, 1.5", "--threads, two", "--seconds, 0", "--seconds, NaN", "--seconds, ''"})
    void numbersOutOfRangeAreRejected(String option, String value) {
        String message = rejection(option, value);
        assertTrue(message.startsWith(option + " is '" + value + "'; expected a "), message);
    }

    @Test
    void unknownCurvesAreRejectedWithTheKnown() {
        assertEquals(
                "there is no curve 'colour'; expected all, batch, width, depth, length, threads",
                rejection("--scaling", "colour"));
    }

    @Test
    void helpNamesEveryWorkload() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertEquals(0, Main.run(new PrintStream(out, true, StandardCharsets.UTF_8), System.err, "--help"));
        for (Workload workload : Workload.values()) {
            assertTrue(out.toString(StandardCharsets.UTF_8).contains(workload.name()), workload.name());
        }
    }

    @Test
    void aSmallWorkloadIsMeasuredAndWrittenToAFile(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("results.json");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        int status = Main.run(stream, System.err, "--workload", "P1", "--seconds", "0.02", "--json", file.toString());
        assertEquals(0, status);
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("RESULT adjoint P1 t1 us/step "));
        assertTrue(Files.readString(file).contains("\"workload\": \"P1\""));
    }

    private static String rejection(String... arguments) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        int status = Main.run(nowhere, new PrintStream(err, true, StandardCharsets.UTF_8), arguments);
        assertEquals(2, status);
        return err.toString(StandardCharsets.UTF_8).strip();
    }
}
