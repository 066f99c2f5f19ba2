package dev.adjoint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TuningReportTests {
    @TempDir
    Path folder;

    @Test
    void kernelsAndThoseThatChangeAreCounted() {
        TuningReport report = new TuningReport("""
                timed now
                machine of some kind
                seconds 1.25 of 2.00
                kernel m < rows n < 16 k < 784
                formula kernel = dot(a, b)
                standard 123.40 us  right 4x2
                chosen 110.20 us  right 6x2 packed
                tried 130.90 us  left 4x2
                kernel m < rows n < 2 k < 16
                formula x = dot(c, d)
                standard 1.00 us  right 4x2
                """);
        assertEquals(2, report.kernels());
        assertEquals(1, report.changes());
        assertEquals(Optional.empty(), report.advice());
    }

    @ParameterizedTest
    @CsvSource({"0.00, 0.00, 10", "0.07, 0.00, 10", "2.01, 2.00, 10", "10.00, 10.00, 50"})
    void moreTimeIsAdvisedWhereNoKernelCouldBeTimed(String seconds, String budget, long more) {
        TuningReport report = new TuningReport("timed now\nmachine\nseconds " + seconds + " of " + budget + "\n");
        assertEquals(
                Optional.of("no kernel could be timed in this time; give more, for example --tune=" + more),
                report.advice());
    }

    @Test
    void whereTimeIsLeftThereMayBeNothingToChoose() {
        String advice = new TuningReport("timed now\nmachine\nseconds 0.02 of 2.00\n")
                .advice()
                .orElseThrow();
        assertTrue(advice.startsWith("no kernel was timed; there is none to choose for, or "), advice);
    }

    @Test
    void inspectTuningSaysThatNothingWasTimed() throws IOException {
        String model = Points.write(folder).toString();
        String[] command = {"inspect", "tuning", model, "--batch", "11", "--tune=0", "--tune-cache", folder.toString()};
        Run run = Run.of(command);
        assertEquals(0, run.code(), run.err());
        assertTrue(
                run.out().endsWith("\nno kernel could be timed in this time; give more, for example --tune=10\n"),
                run.out());
    }

    @Test
    void trainingTellsOfTuningBeforeItsResults() throws IOException {
        String model = Points.write(folder).toString();
        List<String> nothing = train(model, "--tune=0", "--batch", "12");
        assertTrue(
                nothing.contains("no kernel could be timed in this time; give more, for example --tune=10"),
                nothing::toString);
        List<String> interpreter = train(model, "--tune=0", "--backend", "interpreter");
        assertTrue(
                interpreter.contains("tuned nothing: the backend interpreter has nothing to choose"),
                interpreter::toString);
        assertTrue(interpreter.get(interpreter.size() - 1).startsWith("test accuracy: "), interpreter::toString);
    }

    @Test
    void severalProgramsAreSummedUpWithTheFolderThatKeepsWhatWasFound() {
        TuningReport train = new TuningReport("kernel a\nstandard x\nchosen y\nkernel b\nstandard z\n");
        TuningReport evaluate = new TuningReport("kernel c\nstandard x\n");
        String start = "tuned 3 kernels of 2 programs, 1 of them with another cut than usual; ";
        assertEquals(
                start + "kept in cache", TuningReport.summary(List.of(train, evaluate), Optional.of(Path.of("cache"))));
        assertEquals(start + "not kept", TuningReport.summary(List.of(train, evaluate), Optional.empty()));
    }

    private List<String> train(String model, String... more) {
        List<String> command =
                new ArrayList<>(List.of("train", model, "--epochs", "1", "--tune-cache", folder.toString()));
        command.addAll(List.of(more));
        Run run = Run.of(command.toArray(String[]::new));
        assertEquals(0, run.code(), run.err());
        return run.out().lines().toList();
    }
}
