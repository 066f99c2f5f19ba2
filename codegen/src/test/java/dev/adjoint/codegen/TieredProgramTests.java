package dev.adjoint.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.adjoint.api.CompilationException;
import dev.adjoint.api.backend.CompileOptions;
import dev.adjoint.api.backend.Executable;
import dev.adjoint.api.backend.Execution;
import dev.adjoint.api.backend.Variables;
import dev.adjoint.api.graph.Program;
import dev.adjoint.api.math.CounterRandom;
import dev.adjoint.codegen.compile.JaninoCompiler;
import dev.adjoint.codegen.emit.Target;
import dev.adjoint.codegen.emit.Team;
import dev.adjoint.runtime.interpreter.InterpreterBackend;
import dev.adjoint.testkit.program.Feed;
import dev.adjoint.testkit.program.Outcome;
import dev.adjoint.testkit.program.RandomProgram;
import dev.adjoint.testkit.program.RandomPrograms;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
class TieredProgramTests {
    private static final int CAPACITY = 19;
    private static final CompileOptions OPTIONS = CompileOptions.forRows(CAPACITY);
    private static final Target VECTORS = new Target(8, CAPACITY);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final ProgramCompiler COMPILER = new ProgramCompiler(new JaninoCompiler());
    private static final TrainingExample EXAMPLE = Network.PERCEPTRON.ofWidth(37);
    /** The input and the output of the example that tests look at. */
    private static final String INPUT = "x";

    private static TieredProgram tiered(Program program, Target target) {
        return assertInstanceOf(TieredProgram.class, COMPILER.tiered(program, OPTIONS, target));
    }

    private static TieredProgram tiered(Target target) {
        return tiered(EXAMPLE.program(), target);
    }

    /** The example without its update, so that executions may share variables. */
    private static Program prediction() {
        Program program = EXAMPLE.program();
        return new Program("predict", program.inputs(), program.variables(), program.outputs(), List.of(), Map.of());
    }

    private static Executable interpreted(Program program) {
        return new InterpreterBackend().compile(program, OPTIONS);
    }

    static LongStream seeds() {
        return LongStream.range(0, 80);
    }

    /** After each run with new values another goes on from what is there; the program changes between such two. */
    @ParameterizedTest(name = "RandomPrograms.of({0}L)")
    @MethodSource("seeds")
    void goingOverChangesNoBit(long seed) {
        RandomProgram random = RandomPrograms.of(seed);
        List<Feed> feeds = new ArrayList<>();
        for (int rows : List.of(CAPACITY, 3, 1, 8)) {
            feeds.add(random.feed(rows, rows, seed % 2 == 0 ? 0.1 : 0));
            feeds.add(new Feed(random.program(), rows, Map.of()));
        }
        Executable interpreted = interpreted(random.program());
        Variables expectedVariables = interpreted.allocate();
        Execution expected = interpreted.open(expectedVariables);
        TieredProgram tiered = tiered(random.program(), new Target(seed % 3 == 0 ? 4 : 16, CAPACITY));
        Variables variables = tiered.allocate();
        TieredExecution execution = assertInstanceOf(TieredExecution.class, tiered.open(variables));
        for (int run = 0; run < feeds.size(); run++) {
            if (run == 3) {
                tiered.goOver();
            }
            Outcome outcome = feeds.get(run).run(execution, variables, 7);
            assertEquals(
                    Optional.empty(),
                    feeds.get(run).run(expected, expectedVariables, 7).difference(outcome),
                    "run " + run + " of " + random);
            assertEquals(run >= 3, execution.isLast());
        }
    }

    @ParameterizedTest
    @EnumSource
    void trainingGoesOnWithTheInterpretersBits(Network network) {
        TrainingExample example = network.ofWidth(21);
        List<Integer> rows = List.of(CAPACITY, 1, 8, CAPACITY, 3, CAPACITY);
        List<Outcome> expected = example.train(interpreted(example.program()), rows);
        TieredProgram tiered = tiered(example.program(), new Target(8, CAPACITY, new Team(2, 0)));
        Variables variables = tiered.allocate();
        example.initialise(variables);
        List<Execution> executions = List.of(tiered.open(variables), tiered.open(variables));
        for (int step = 0; step < rows.size(); step++) {
            if (step == 3) {
                tiered.goOver();
            }
            long key = CounterRandom.stepKey(7, step + 1L);
            Feed batch = example.batch(rows.get(step), step + 1);
            Outcome outcome = batch.run(executions.get(step % 2), variables, key);
            assertEquals(Optional.empty(), expected.get(step).difference(outcome), "step " + step);
        }
    }

    @Test
    void inputsAndOutputsStayTheSameArrays() {
        TieredProgram tiered = tiered(VECTORS);
        Execution execution = tiered.open(tiered.allocate());
        float[] input = execution.input(INPUT);
        String name = tiered.program().outputs().get(0).name();
        float[] output = execution.output(name);
        execution.run(2, 1);
        tiered.goOver();
        execution.run(2, 1);
        assertSame(input, execution.input(INPUT));
        assertSame(output, execution.output(name));
    }

    @Test
    void itGoesOverByItselfWhenItHasRunForSomeTime() {
        TieredProgram tiered = tiered(VECTORS);
        TieredExecution execution = assertInstanceOf(TieredExecution.class, tiered.open(tiered.allocate()));
        execution.run(1, 1);
        assertNull(tiered.last());
        while (!execution.isLast()) {
            execution.run(CAPACITY, 1);
        }
        assertFalse(tiered.open(tiered.allocate()) instanceof TieredExecution);
    }

    @Test
    void reportsTellOfWhatItBecomes() {
        TieredProgram tiered = tiered(VECTORS);
        assertTrue(tiered.reports().getOrDefault("source", "").contains("FloatVector"));
        assertTrue(tiered.awaitFinal(Duration.ZERO));
    }

    @Test
    void whatDoesNotCompileStaysAtPlainLoops() {
        TieredProgram tiered = new TieredProgram(COMPILER.compilePlain(EXAMPLE.program(), OPTIONS, VECTORS), () -> {
            throw new CompilationException("no such luck");
        });
        Variables variables = tiered.allocate();
        TieredExecution execution = assertInstanceOf(TieredExecution.class, tiered.open(variables));
        assertTrue(tiered.awaitFinal(LONG));
        Feed batch = EXAMPLE.batch(CAPACITY, 1);
        assertEquals(
                Optional.empty(),
                batch.run(interpreted(EXAMPLE.program()), 1).difference(batch.run(execution, variables, 1)));
        assertFalse(execution.isLast());
        assertThrows(CompilationException.class, tiered::reports);
    }

    @Test
    void threadsThatShareVariablesGoOverEachForItself() throws Exception {
        TieredProgram tiered = tiered(prediction(), VECTORS);
        Variables variables = tiered.allocate();
        EXAMPLE.initialise(variables);
        Feed batch =
                new Feed(tiered.program(), CAPACITY, EXAMPLE.batch(CAPACITY, 1).values());
        Outcome expected = batch.run(tiered.open(variables), variables, 1);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Optional<String>>> differences = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                differences.add(threads.submit(() -> {
                    TieredExecution execution = assertInstanceOf(TieredExecution.class, tiered.open(variables));
                    Optional<String> difference = Optional.empty();
                    while (difference.isEmpty() && !execution.isLast()) {
                        difference = expected.difference(batch.run(execution, variables, 1));
                    }
                    return difference;
                }));
            }
            for (Future<Optional<String>> difference : differences) {
                assertEquals(Optional.empty(), difference.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void runsAllocateNothingBeforeAndAfter() {
        CompiledProgram plain = COMPILER.compilePlain(EXAMPLE.program(), OPTIONS, VECTORS);
        TieredProgram tiered = new TieredProgram(plain, () -> plain);
        Execution execution = tiered.open(tiered.allocate());
        assertEquals(0, leastAllocated(execution));
        tiered.goOver();
        assertEquals(0, leastAllocated(execution));
    }

    /** What a few runs allocate; the least of several tries, because the JVM itself may allocate in one. */
    private static long leastAllocated(Execution execution) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 20 && least > 0; round++) {
            long before = threads.getThreadAllocatedBytes(thread);
            for (int run = 0; run < 5; run++) {
                execution.run(1, run);
            }
            least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
        }
        return least;
    }

    @Test
    void nobodyCompilesWhatWasAbandonedWhileItWaited() throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        CompiledProgram plain = COMPILER.compilePlain(EXAMPLE.program(), OPTIONS, VECTORS);
        TieredProgram first = new TieredProgram(plain, () -> {
            busy.countDown();
            try {
                free.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return plain;
        });
        first.awaitFinal(Duration.ZERO);
        busy.await();
        WeakReference<TieredProgram> abandoned = abandoned(plain);
        while (abandoned.get() != null) {
            System.gc();
            Thread.sleep(10);
        }
        free.countDown();
        assertTrue(first.awaitFinal(LONG));
        assertSame(plain, first.last());
    }

    private static WeakReference<TieredProgram> abandoned(CompiledProgram plain) {
        TieredProgram program = new TieredProgram(plain, () -> {
            throw new AssertionError("compiled though nobody has it");
        });
        program.awaitFinal(Duration.ZERO);
        return new WeakReference<>(program);
    }

    @Test
    void optionsSayWhetherItBegins() {
        boolean vectors = VectorModule.lanes() > 0;
        Executable soon = new JaninoBackend().compile(EXAMPLE.program(), OPTIONS.withTiered(true));
        assertEquals(vectors, soon instanceof TieredProgram);
        assertFalse(new JaninoBackend().compile(EXAMPLE.program(), OPTIONS) instanceof TieredProgram);
    }
}
