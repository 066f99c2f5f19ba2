package dev.adjoint.samples.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.ConfigurationException;
import dev.adjoint.samples.benchmarks.measure.ChildProcess;
import dev.adjoint.samples.benchmarks.workload.Workload;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    @CsvSource({
        "--threads, 0",
        "--threads, 1025",
        "--threads, 1.5",
        "--threads, two",
        "--seconds, 0",
        "--seconds, NaN",
        "--seconds, ''"
    })
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
    void tooManyThreadsAreRejectedWithTheLimit() {
        assertEquals("--threads is '1025'; expected a whole number from 1 to 1024", rejection("--threads", "1025"));
    }

    @ParameterizedTest
    @CsvSource({
        "--workload, --workload W3 --scaling batch",
        "--peers, --scaling all --peers .",
        "--tune, --scaling batch --tune=1",
        "--tune, --plain --tune",
        "--threads, --scaling threads --threads 2",
        "--svg, --svg chart.svg",
    })
    void optionsThatWouldDoNothingAreRejected(String option, String arguments) {
        String message = rejection(arguments.split(" "));
        assertTrue(message.startsWith(option + " does nothing "), message);
        assertTrue(message.contains("; expected "), message);
        assertEquals(1, message.lines().count());
    }

    @ParameterizedTest
    @CsvSource({
        "'--workload W3 --workload W4', '--workload is given twice; expected it once, as in --workload W3,W4'",
        "'--scaling batch --scaling width', '--scaling is given twice; expected it once, as in --scaling batch,width'",
        "'--threads 1 --threads 2', --threads is given twice; expected it once",
        "'--tune --tune=3', --tune is given twice; expected it once",
    })
    void optionsGivenTwiceAreRejected(String arguments, String message) {
        assertEquals(message, rejection(arguments.split(" ")));
    }

    @Test
    void whatCannotBeWrittenIsRejectedBeforeAnythingIsMeasured(@TempDir Path folder) {
        String missing = folder.resolve("missing").resolve("file").toString();
        assertEquals(
                "--json is '" + missing + "'; expected a file in a folder that exists",
                rejection("--workload", "all", "--json", missing));
        assertEquals(
                "--svg is '" + missing + "'; expected a file in a folder that exists",
                rejection("--peers", ".", "--svg", missing));
        assertEquals(
                "--svg is '" + missing + "'; expected a folder that exists",
                rejection("--scaling", "all", "--svg", missing));
        assertEquals(
                "--json is '" + folder + "'; expected a file, not a folder",
                rejection("--scaling", "all", "--json", folder.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h"})
    void helpNamesEveryWorkload(String option) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertEquals(0, Main.run(new PrintStream(out, true, StandardCharsets.UTF_8), System.err, option));
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

    @Test
    void withoutTheVectorModuleOneLineNamesTheFlagThatAddsIt() {
        List<String> arguments = List.of("--workload", "P1,W2", "--seconds", "0.02");
        ChildProcess process = ChildProcess.of(List.of(), ChildProcess.classPath(), Main.class, arguments, 1);
        ChildProcess.Ended ended =
                process.run(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
        assertEquals(0, ended.status());
        assertEquals(2, ended.results().size());
        assertEquals(
                List.of("measuring plain loops: the module jdk.incubator.vector is missing;"
                        + " java --add-modules jdk.incubator.vector adds it"),
                ended.lines().stream().filter(line -> line.contains("module")).toList());
    }

    @Test
    void tuningWithoutTheVectorModuleIsRejected() {
        Options tuned = Options.parse("--tune");
        String message = String.valueOf(assertThrows(ConfigurationException.class, tuned::withoutVectors)
                .getMessage());
        assertTrue(message.startsWith("--tune does nothing "), message);
        assertTrue(message.contains("--add-modules jdk.incubator.vector"), message);
    }

    private static String rejection(String... arguments) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        int status = Main.run(nowhere, new PrintStream(err, true, StandardCharsets.UTF_8), arguments);
        assertEquals(2, status);
        return err.toString(StandardCharsets.UTF_8).strip();
    }
}
