package dev.adjoint.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.backend.CompileOptions;
import dev.adjoint.api.backend.Executable;
import dev.adjoint.api.backend.Execution;
import dev.adjoint.api.backend.Variables;
import dev.adjoint.codegen.crew.Crew;
import dev.adjoint.codegen.crew.CrewProgram;
import dev.adjoint.codegen.emit.Team;
import dev.adjoint.testkit.program.Outcome;
import dev.adjoint.testkit.program.RandomProgram;
import dev.adjoint.testkit.program.RandomPrograms;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Between two barriers no thread needs anything of another one, in whatever order they come. */
class PhaseOrderTests {
    private static final int CAPACITY = 32;
    private static final int RANDOM_CAPACITY = 7;
    private static final int THREADS = 3;
    private static final List<Integer> ROWS = List.of(32, 1, 17, 32, 5, 7);

    @ParameterizedTest
    @EnumSource
    void theOrderOfThreadsChangesNoBit(Network network) {
        for (int width : List.of(16, 37)) {
            TrainingExample example = network.ofWidth(width);
            CompileOptions options = CompileOptions.forRows(CAPACITY);
            for (int lanes : VectorModule.lanes() == 0 ? List.of(0) : List.of(0, 8)) {
                List<Outcome> expected =
                        example.train(new LanesBackend(lanes).compile(example.program(), options), ROWS);
                for (Team team : List.of(new Team(2, 0), new Team(3, 0.2))) {
                    Executable executable = Turns.backend(lanes, team).compile(example.program(), options);
                    for (boolean lastFirst : List.of(false, true)) {
                        Turns.begin(lastFirst);
                        List<Outcome> actual = example.train(executable, ROWS);
                        assertEquals(Optional.empty(), Outcome.difference(expected, actual), network + " by " + team);
                        assertTrue(Turns.taken() > 0 || team.leastMicroseconds() > 0, "no thread had a turn");
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoFindsTheCrewBusyDoesAllOfItAlone(Network network) throws InterruptedException {
        TrainingExample example = network.ofWidth(37);
        CompileOptions options = CompileOptions.forRows(CAPACITY);
        int lanes = VectorModule.lanes() == 0 ? 0 : 8;
        List<Outcome> expected = example.train(new LanesBackend(lanes).compile(example.program(), options), ROWS);
        Executable executable = Turns.backend(lanes, new Team(THREADS, 0)).compile(example.program(), options);
        CountDownLatch busy = new CountDownLatch(THREADS);
        CountDownLatch idle = new CountDownLatch(1);
        CrewProgram waiting = (rows, key, thread, threads, barrier) -> {
            busy.countDown();
            try {
                idle.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
        Thread other = new Thread(() -> Crew.of(THREADS).tryRun(new CrewProgram[] {waiting, waiting, waiting}, 1, 0));
        other.start();
        try {
            busy.await();
            Turns.begin(false);
            List<Outcome> actual = example.train(executable, ROWS);
            assertEquals(0, Turns.taken(), "the crew was not busy");
            assertEquals(Optional.empty(), Outcome.difference(expected, actual), network.toString());
        } finally {
            idle.countDown();
            other.join();
        }
    }

    /** Random programs also turn rows around, move them and add them up. */
    @ParameterizedTest(name = "RandomPrograms.of({0}L)")
    @MethodSource("seeds")
    void theOrderOfThreadsChangesNoBitOfARandomProgram(long seed) {
        RandomProgram random = RandomPrograms.of(seed);
        CompileOptions options = CompileOptions.forRows(RANDOM_CAPACITY);
        int lanes = VectorModule.lanes() == 0 || seed % 3 == 0 ? 0 : 8;
        List<Outcome> expected = outcomes(new LanesBackend(lanes).compile(random.program(), options), random);
        Executable executable =
                Turns.backend(lanes, new Team(2 + (int) (seed % 2), 0)).compile(random.program(), options);
        for (boolean lastFirst : List.of(false, true)) {
            Turns.begin(lastFirst);
            List<Outcome> actual = outcomes(executable, random);
            assertEquals(
                    Optional.empty(),
                    Outcome.difference(expected, actual),
                    random + ", the last thread first: " + lastFirst);
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 30);
    }

    private static List<Outcome> outcomes(Executable executable, RandomProgram random) {
        Variables variables = executable.allocate();
        Execution execution = executable.open(variables);
        return IntStream.of(RANDOM_CAPACITY, 3, RANDOM_CAPACITY - 1, 1)
                .mapToObj(rows -> random.feed(rows, rows, 0).run(execution, variables, 1))
                .toList();
    }

    @Test
    void kernelsThatGoOnWithTheirRowsNeedNoBarrier() {
        String source = LanesBackend.ofThreads(2, 8)
                .compile(Network.ATTENTIVE.ofWidth(16).program(), CompileOptions.forRows(CAPACITY))
                .reports()
                .getOrDefault("source", "");
        long barriers = source.lines()
                .filter(line -> line.contains("barrier.await(thread);"))
                .count();
        long divided = source.lines()
                .filter(line -> line.contains("thread + 1, threads)"))
                .count();
        assertTrue(barriers > 0 && divided > 4 * barriers, barriers + " barriers for " + divided + " calls");
    }
}
