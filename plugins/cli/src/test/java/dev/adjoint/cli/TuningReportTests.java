package dev.adjoint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.backend.TuningOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TuningReportTests {
    @TempDir
    Path folder;

    private static TuningReport report(double seconds, double budget, String... chosen) {
        List<TuningOutcome.Timing> timings = List.of(
                new TuningOutcome.Timing("right 4x2", Optional.of(1.5)),
                new TuningOutcome.Timing("left 4x2", Optional.empty()),
                new TuningOutcome.Timing("right 6x2", Optional.of(1.25)));
        return new TuningReport(new TuningOutcome(
                "timed now",
                "a machine",
                seconds,
                budget,
                Stream.of(chosen)
                        .map(way -> new TuningOutcome.Choice("kernel", "m < 5", "c = dot(a, b)", timings, way))
                        .toList()));
    }

    @ParameterizedTest
    @CsvSource({"0.00, 0.00, 10", "0.07, 0.00, 10", "2.01, 2.00, 10", "10.00, 10.00, 50"})
    void moreTimeIsAdvisedWhereNoKernelCouldBeTimed(double seconds, double budget, long more) {
        assertEquals(
                Optional.of("no kernel could be timed in this time; give more, for example --tune=" + more),
                report(seconds, budget).advice());
    }

    @Test
    void whereTimeIsLeftThereMayBeNothingToChoose() {
        String advice = report(0.02, 2).advice().orElseThrow();
        assertTrue(advice.startsWith("no kernel was timed; there is none to choose for, or "), advice);
        assertEquals(Optional.empty(), report(0.02, 2, "right 4x2").advice());
    }

    @Test
    void whatWasTimedIsThereAsPlainValues() {
        assertEquals(
                "{origin=timed now, machine=a machine, seconds=1.25, budget=2.0, choices=[{kind=kernel, subject=m < 5, "
                        + "formula=c = dot(a, b), chosen=right 6x2, timings=[{way=right 4x2, microseconds=1.5}, "
                        + "{way=left 4x2, microseconds=null}, {way=right 6x2, microseconds=1.25}]}]}",
                report(1.25, 2, "right 6x2").plain().toString());
    }

    @Test
    void inspectTuningIsReadByProgramsAsWell() throws IOException {
        String model = Points.write(folder).toString();
        String[] command = {
            "inspect", "tuning", model, "--json", "--batch", "29", "--tune=0", "--tune-cache", folder.toString()
        };
        Run run = Run.of(command);
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().contains("\"budget\":0.0,\"choices\":[]"), run.out());
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
        TuningReport train = report(1, 2, "right 6x2", "right 4x2");
        TuningReport evaluate = report(1, 2, "right 4x2");
        String start = "timed ways of computing 3 kernels of 2 programs, 1 of them otherwise than usual from now on; ";
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
