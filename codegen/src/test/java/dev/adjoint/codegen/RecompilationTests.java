package dev.adjoint.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.adjoint.api.backend.CompileOptions;
import dev.adjoint.api.backend.Executable;
import dev.adjoint.api.backend.Execution;
import dev.adjoint.api.backend.Variables;
import dev.adjoint.api.math.CounterRandom;
import dev.adjoint.codegen.compile.JaninoCompiler;
import dev.adjoint.codegen.emit.GeneratedSource;
import dev.adjoint.codegen.emit.Target;
import dev.adjoint.codegen.emit.Team;
import dev.adjoint.runtime.interpreter.InterpreterBackend;
import dev.adjoint.testkit.program.Feed;
import dev.adjoint.testkit.program.Outcome;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs whose first classes allocate, by a meter that says so. */
@Timeout(120)
public class RecompilationTests {
    private static final int CAPACITY = 8;
    /** Steps in which a program would have complained long before. */
    private static final int MANY = 100;

    private static final TrainingExample EXAMPLE = Network.PERCEPTRON.ofWidth(37);
    /** The number of the class that ran last on a thread. */
    private static final ThreadLocal<Integer> LAST = ThreadLocal.withInitial(() -> 0);

    private final AtomicInteger classes = new AtomicInteger();
    /** For each thread, a clock that is looked at twice a run, and what it has allocated. */
    private final ThreadLocal<Long> nanos = ThreadLocal.withInitial(() -> 0L);

    private final ThreadLocal<Long> bytes = ThreadLocal.withInitial(() -> 0L);

    /** What each class says at the beginning of a run. */
    public static void runs(int number) {
        LAST.set(number);
    }

    /**
     * A program of which some classes allocate.
     *
     * @param clean the number of the first class that does not
     */
    private Executable executable(Target target, int clean, long bytesOfOthers) {
        Meter meter =
                new Meter(() -> add(nanos, 250_000_000), () -> add(bytes, LAST.get() < clean ? bytesOfOthers : 0));
        return new ProgramCompiler(source -> new JaninoCompiler().compile(numbered(source)), meter)
                .compile(EXAMPLE.program(), CompileOptions.forRows(CAPACITY), target);
    }

    private GeneratedSource numbered(GeneratedSource source) {
        String says = RecompilationTests.class.getName() + ".runs(" + classes.incrementAndGet() + ");";
        String text = source.source().replaceFirst("(public void (run|work)\\([^)]*\\) \\{)", "$1 " + says);
        return new GeneratedSource(source.className(), text, source.kernels(), source.crew(), source.written());
    }

    private static long add(ThreadLocal<Long> sum, long more) {
        sum.set(sum.get() + more);
        return sum.get();
    }

    /** Trains until something is so, and some steps more, and compares each step with the interpreter's. */
    private static void train(Executable executable, int more, BooleanSupplier end) throws InterruptedException {
        Executable interpreted = new InterpreterBackend().compile(EXAMPLE.program(), CompileOptions.forRows(CAPACITY));
        Variables expectedVariables = interpreted.allocate();
        Variables variables = executable.allocate();
        EXAMPLE.initialise(expectedVariables);
        EXAMPLE.initialise(variables);
        Execution expected = interpreted.open(expectedVariables);
        Execution execution = executable.open(variables);
        int after = 0;
        for (int step = 1; after < more; step++) {
            Feed batch = EXAMPLE.batch(1 + step % CAPACITY, step);
            long key = CounterRandom.stepKey(7, step);
            Outcome outcome = batch.run(expected, expectedVariables, key);
            assertEquals(Optional.empty(), outcome.difference(batch.run(execution, variables, key)), "step " + step);
            after += end.getAsBoolean() ? 1 : 0;
            Thread.sleep(after == 0 ? 1 : 0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aClassThatAllocatesIsReplacedAndTrainingGoesOnWithTheSameBits(int threads) throws InterruptedException {
        Target target = new Target(8, CAPACITY, threads == 1 ? Team.ALONE : new Team(threads, 0));
        train(executable(target, 2, 1_000_000), MANY, () -> LAST.get() == 2);
        assertEquals(2, classes.get());
    }

    @Test
    void theThirdClassMayBeTheFirstGoodOne() throws InterruptedException {
        train(executable(new Target(8, CAPACITY), 3, 1_000_000), 1, () -> LAST.get() == 3);
    }

    @Test
    void whereNoClassIsBetterTheFirstOneStays() throws InterruptedException {
        train(executable(new Target(8, CAPACITY), 9, 1_000_000), MANY, () -> classes.get() == 3);
        assertEquals(1, LAST.get());
        assertEquals(3, classes.get());
    }

    @Test
    void aFewObjectsAreNoReason() throws InterruptedException {
        train(executable(new Target(8, CAPACITY), 9, 100), MANY, () -> true);
        assertEquals(1, classes.get());
    }

    @Test
    void plainLoopsAreNotWatched() throws InterruptedException {
        train(executable(new Target(0, CAPACITY), 9, 1_000_000), MANY, () -> true);
        assertEquals(1, classes.get());
        assertEquals(0, nanos.get());
    }
}
