package dev.adjoint.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.DataException;
import dev.adjoint.api.backend.CompileOptions;
import dev.adjoint.api.backend.Executable;
import dev.adjoint.api.backend.Execution;
import dev.adjoint.api.backend.Variables;
import dev.adjoint.testkit.program.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps that several threads share; {@code -Dadjoint.stressSeconds=600} makes the stress run long. */
class CrewedStepTests {
    private static final int WIDTH = 37;
    private static final int CAPACITY = 32;
    private static final List<Integer> ROWS = List.of(32, 1, 17, 32, 5);
    private static final double SECONDS = Double.parseDouble(System.getProperty("adjoint.stressSeconds", "1"));

    @Test
    void aSmallNetworkIsTheSameClassForAnyNumberOfThreads() {
        TrainingExample example = Network.PERCEPTRON.ofWidth(4);
        CompileOptions options = CompileOptions.forRows(4);
        String source = new JaninoBackend()
                .compile(example.program(), options)
                .reports()
                .get("source");
        assertEquals(
                source,
                new JaninoBackend()
                        .compile(example.program(), options.withThreads(2))
                        .reports()
                        .get("source"));
    }

    @Test
    void theScheduleTellsWhichKernelsAreDivided() {
        Executable executable = LanesBackend.ofThreads(2, 8)
                .compile(Network.RECURRENT.ofWidth(WIDTH).program(), CompileOptions.forRows(CAPACITY));
        String report = executable.reports().getOrDefault("schedule", "");
        assertTrue(report.contains("divided among 2 threads"), report);
        assertTrue(report.contains("by rows in steps of"), report);
    }

    @Test
    void anIndexOutOfRangeReachesTheCallerAndTheNextStepRuns() {
        TrainingExample example = Network.EMBEDDED.ofWidth(WIDTH);
        Executable executable =
                LanesBackend.ofThreads(3, 8).compile(example.program(), CompileOptions.forRows(CAPACITY));
        Variables variables = executable.allocate();
        example.initialise(variables);
        Execution execution = executable.open(variables);
        for (int run = 0; run < 20; run++) {
            example.batch(CAPACITY, 1).run(execution, variables, 1);
            float[] words = execution.input("sentence");
            int wrong = run * 4 % (CAPACITY * 4);
            words[wrong] = 11;
            assertThrows(DataException.class, () -> execution.run(CAPACITY, 1));
        }
        assertEquals(ROWS.size(), example.train(executable, ROWS).size());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7})
    void manyCallersAtOnceGetTheBitsOfOneThread(int threads) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(3);
        try {
            List<Future<Boolean>> results = new ArrayList<>();
            for (Network network : Network.values()) {
                results.add(callers.submit(stress(network, threads)));
            }
            for (Future<Boolean> result : results) {
                assertTrue(result.get());
            }
        } finally {
            callers.shutdownNow();
        }
    }

    private static Callable<Boolean> stress(Network network, int threads) {
        return () -> {
            TrainingExample example = network.ofWidth(WIDTH);
            List<Outcome> expected = example.train(
                    new LanesBackend(8).compile(example.program(), CompileOptions.forRows(CAPACITY)), ROWS);
            assertFalse(expected.isEmpty());
            Executable executable =
                    LanesBackend.ofThreads(threads, 8).compile(example.program(), CompileOptions.forRows(CAPACITY));
            long end = System.nanoTime() + (long) (SECONDS * 1e9 / Network.values().length);
            do {
                List<Outcome> actual = example.train(executable, ROWS);
                assertEquals(Optional.empty(), Outcome.difference(expected, actual), network::toString);
            } while (System.nanoTime() < end);
            return true;
        };
    }
}
