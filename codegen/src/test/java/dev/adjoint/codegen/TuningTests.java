package dev.adjoint.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.backend.CompileOptions;
import dev.adjoint.api.backend.Executable;
import dev.adjoint.api.backend.Tuning;
import dev.adjoint.codegen.compile.JaninoCompiler;
import dev.adjoint.codegen.emit.Target;
import dev.adjoint.codegen.emit.Team;
import dev.adjoint.testkit.program.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TuningTests {
    private static final int CAPACITY = 9;
    private static final int WIDTH = 37;
    private static final List<Integer> ROWS = List.of(9, 1, 5);
    private static final Duration SHORT = Duration.ofMillis(200);

    @TempDir
    Path folder;

    /** As a process that has just been started: it remembers nothing. */
    private static Executable compile(TrainingExample example, Optional<Tuning> tuning, int threads) {
        Team team = threads == 1 ? Team.ALONE : new Team(threads, 0);
        return new ProgramCompiler(new JaninoCompiler())
                .compile(
                        example.program(),
                        CompileOptions.forRows(CAPACITY).withTuning(tuning),
                        new Target(8, CAPACITY, team));
    }

    private Executable compile(TrainingExample example, Duration budget) {
        return compile(example, Optional.of(new Tuning(budget, Optional.of(folder))), 1);
    }

    private static String report(Executable executable) {
        return executable.reports().getOrDefault("tuning", "");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @ParameterizedTest
    @EnumSource
    void tunedCodeGivesTheSameBits(Network network) {
        TrainingExample example = network.ofWidth(WIDTH);
        List<Outcome> expected = example.train(compile(example, Optional.empty(), 1), ROWS);
        for (int threads : new int[] {1, 2}) {
            Executable tuned = compile(example, Optional.of(new Tuning(SHORT, Optional.empty())), threads);
            assertEquals(Optional.empty(), Outcome.difference(expected, example.train(tuned, ROWS)));
            assertTrue(report(tuned).startsWith("timed now\n"), report(tuned));
        }
    }

    @Test
    void withoutTuningThereIsNoReportAndTheSourceIsTheOldOne() {
        TrainingExample example = Network.PERCEPTRON.ofWidth(WIDTH);
        Executable off = compile(example, Optional.empty(), 1);
        assertFalse(off.reports().containsKey("tuning"));
        assertEquals(
                off.reports().get("source"),
                compile(example, Optional.empty(), 1).reports().get("source"));
    }

    @Test
    void whatOneProcessFoundOutAnotherTakes() throws IOException {
        TrainingExample example = Network.PERCEPTRON.ofWidth(WIDTH);
        Executable first = compile(example, SHORT);
        assertEquals(1, files().size());
        Executable second = compile(example, SHORT);
        assertTrue(report(second).startsWith("taken from " + files().get(0)), report(second));
        assertEquals(first.reports().get("source"), second.reports().get("source"));
    }

    @Test
    void whatWasFoundOutInLessTimeIsFoundOutAnew() {
        TrainingExample example = Network.PERCEPTRON.ofWidth(WIDTH);
        compile(example, Duration.ofMillis(1));
        assertTrue(report(compile(example, SHORT)).startsWith("timed now"));
    }

    @Test
    void aBudgetOfNothingTimesNothing() throws IOException {
        TrainingExample example = Network.PERCEPTRON.ofWidth(WIDTH);
        Executable executable = compile(example, Duration.ZERO);
        assertEquals(List.of(), files());
        assertTrue(report(executable).startsWith("no time to time anything"), report(executable));
        compile(example, SHORT);
        assertTrue(report(compile(example, Duration.ZERO)).startsWith("taken from "));
    }

    @Test
    void aFileThatWasDamagedIsWrittenAnew() throws IOException {
        TrainingExample example = Network.PERCEPTRON.ofWidth(WIDTH);
        compile(example, SHORT);
        Path file = files().get(0);
        Files.writeString(file, Files.readString(file).replace("seconds", "hours"));
        assertTrue(report(compile(example, SHORT)).startsWith("timed now"));
        assertTrue(report(compile(example, SHORT)).startsWith("taken from "));
    }

    @Test
    void aChoiceThatAKernelDoesNotHaveIsNotTaken() throws IOException {
        TrainingExample example = Network.PERCEPTRON.ofWidth(WIDTH);
        Executable off = compile(example, Optional.empty(), 1);
        Executable on = compile(example, Duration.ofSeconds(5));
        Path file = files().get(0);
        String text = Files.readString(file).replaceAll("\n(chosen|tried) .*", "");
        Files.writeString(file, text.replaceAll("\n(standard .*)", "\n$1\nchosen 0.01 us  right 99x7 packed"));
        Executable damaged = compile(example, Duration.ofSeconds(5));
        assertTrue(report(damaged).startsWith("taken from "), report(damaged));
        assertEquals(off.reports().get("source"), damaged.reports().get("source"));
        assertEquals(Optional.empty(), Outcome.difference(example.train(on, ROWS), example.train(damaged, ROWS)));
    }

    @Test
    void programsDoNotShareEntries() throws IOException {
        compile(Network.PERCEPTRON.ofWidth(WIDTH), SHORT);
        compile(Network.PERCEPTRON.ofWidth(WIDTH + 1), SHORT);
        compile(Network.DROPPING.ofWidth(WIDTH), SHORT);
        assertEquals(3, files().size());
    }

    @Test
    void aProcessRemembersWhatItFoundOut() {
        TrainingExample example = Network.PERCEPTRON.ofWidth(WIDTH);
        ProgramCompiler compiler = new ProgramCompiler(new JaninoCompiler());
        CompileOptions options =
                CompileOptions.forRows(CAPACITY).withTuning(Optional.of(new Tuning(SHORT, Optional.empty())));
        Target target = new Target(8, CAPACITY);
        compiler.compile(example.program(), options, target);
        assertTrue(report(compiler.compile(example.program(), options, target)).startsWith("known in this process"));
    }

    @Test
    void plainLoopsHaveNothingToTune() {
        Executable executable = new ProgramCompiler(new JaninoCompiler())
                .compile(
                        Network.PERCEPTRON.ofWidth(WIDTH).program(),
                        CompileOptions.forRows(CAPACITY).withTuning(Optional.of(new Tuning(SHORT, Optional.empty()))),
                        new Target(0, CAPACITY));
        assertFalse(report(executable).contains("kernel "), report(executable));
    }
}
