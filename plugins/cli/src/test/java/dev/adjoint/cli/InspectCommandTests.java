package dev.adjoint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InspectCommandTests {
    @TempDir
    Path folder;

    @Test
    void theSummaryIsATableOfLayers() throws IOException {
        Run run = Run.of("inspect", "summary", Points.write(folder).toString());
        assertEquals(0, run.code(), run.err());
        assertEquals("""
                layer   plugin  output  parameters  FLOPs
                -----------------------------------------
                input           [n, 2]
                dense1  dense   [n, 8]          24     40
                tanh1   tanh    [n, 8]           0      8
                logits  dense   [n, 2]          18     34
                -----------------------------------------
                total                           42     82
                """, run.out());
    }

    @Test
    void theSummaryIsForProgramsToo() throws IOException {
        Run run = Run.of("inspect", "summary", Points.write(folder).toString(), "--json");
        assertTrue(
                run.out().startsWith("{\"name\":\"points\",\"parameters\":42,\"flops\":82,\"layers\":[{"), run.out());
    }

    @ParameterizedTest
    @CsvSource({
        "graph, train, logits/kernel:m",
        "graph, evaluate, @target/logits",
        "graph, predict, program predict",
        "source, train, public final class Train",
        "source, predict, public final class Predict",
    })
    void everyStageOfAProgramCanBeSeen(String stage, String program, String part) throws IOException {
        Run run = Run.of("inspect", stage, Points.write(folder).toString(), "--program", program);
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().contains(part), run.out());
        Run json = Run.of("inspect", stage, Points.write(folder).toString(), "--program", program, "--json");
        assertTrue(
                json.out().startsWith("{\"" + stage + "\":\"")
                        && json.out().lines().count() == 1,
                json.out());
    }

    @Test
    void theCostOfEachKernelIsForetold() throws IOException {
        Run run = Run.of("inspect", "cost", Points.write(folder).toString(), "--batch", "32", "--threads", "2");
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().startsWith("kernel"), run.out());
        assertTrue(run.out().contains("updateLogitsKernelM"), run.out());
        assertTrue(run.out().contains("total of 32 rows on 1 thread "), run.out());
        Run json = Run.of("inspect", "cost", Points.write(folder).toString(), "--program", "predict", "--json");
        assertTrue(json.out().startsWith("{\"program\":\"predict\",\"rows\":"), json.out());
        assertTrue(json.out().contains("\"threads\":1,"), json.out());
        assertTrue(json.out().contains("\"kernels\":[{\"kernel\":\"compute"), json.out());
    }

    @Test
    void memoryIsComparedWithWhatHasToLive() throws IOException {
        Run run = Run.of("inspect", "memory", Points.write(folder).toString(), "--recompute");
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().contains("\ndense1Kernel "), run.out());
        assertTrue(run.out().contains(" bytes that have to live at once\n"), run.out());
        assertTrue(run.out().contains(" bytes without gradients: 504 of parameters and optimizer state, "), run.out());
    }

    @Test
    void theScheduleNamesWhatEachKernelFills() throws IOException {
        Run run = Run.of("inspect", "schedule", Points.write(folder).toString());
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().lines().anyMatch(line -> line.matches("dot +\\[n, 2] +logitsAdd")), run.out());
    }

    @Test
    void aBatchOfNoRowsIsRefused() throws IOException {
        Run run = Run.of("inspect", "memory", Points.write(folder).toString(), "--batch", "0");
        assertEquals(2, run.code());
        assertTrue(
                run.err()
                        .startsWith(
                                "error: Invalid value for option '--batch': '0'; expected a whole number, 1 or more\n"),
                run.err());
    }

    @Test
    void aBatchForWhichNoMemoryIsLargeEnoughIsAMistakeOfTheCommandLine() throws IOException {
        Run run = Run.of("inspect", "memory", Points.write(folder).toString(), "--batch", "1000000000");
        assertEquals(2, run.code());
        assertTrue(run.err().startsWith("error: --batch is 1000000000, too many rows: "), run.err());
    }

    @Test
    void aBackendThatGeneratesNoCodeHasNoCosts() throws IOException {
        Run run = Run.of("inspect", "cost", Points.write(folder).toString(), "--backend", "interpreter");
        assertEquals(2, run.code());
        assertTrue(run.err().startsWith("error: the backend does not know what its kernels cost"), run.err());
    }

    @Test
    void whatWasTunedIsKeptForTheNextTime() throws IOException {
        String model = Points.write(folder).toString();
        String[] command = {
            "inspect", "tuning", model, "--batch", "13", "--tune=0.05", "--tune-cache", folder.toString()
        };
        Run first = Run.of(command);
        assertEquals(0, first.code(), first.err());
        assertTrue(first.out().startsWith("timed now\nmachine "), first.out());
        Run second = Run.of(command);
        assertTrue(second.out().startsWith("known in this process"), second.out());
    }

    @Test
    void tuneAloneDoesNotTakeTheFileForItsSeconds() throws IOException {
        Run run = Run.of(
                "inspect",
                "schedule",
                "--tune-cache",
                folder.toString(),
                "--tune",
                Points.write(folder).toString());
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().contains("dot"), run.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tuning", "schedule", "source", "memory"})
    void aBackendWithoutAReportIsAnsweredWithThoseThatHaveIt(String report) throws IOException {
        Run run = Run.of("inspect", report, Points.write(folder).toString(), "--backend", "interpreter");
        assertEquals(2, run.code());
        assertEquals(
                "error: the backend interpreter has no report '" + report
                        + "'; it has [graph]; try --backend janino or javac\n",
                run.err());
    }

    @Test
    void anUnknownProgramIsAnsweredWithTheKnown() throws IOException {
        Run run = Run.of("inspect", "graph", Points.write(folder).toString(), "--program", "test");
        assertEquals(2, run.code());
        assertTrue(run.err().contains("expected one of [train, evaluate, predict]"), run.err());
    }
}
