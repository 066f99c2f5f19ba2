package dev.adjoint.codegen.crew;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class CrewTests {
    private static final int MEETINGS = 20;

    /** Every thread counts, and after each meeting sees what all have counted. */
    private static final class Counting implements CrewProgram {
        private final int[] counts = new int[64];
        private volatile boolean wrong;

        @Override
        public void work(int rows, long key, int thread, int threads, Barrier barrier) {
            for (int meeting = 1; meeting <= MEETINGS; meeting++) {
                counts[thread] += rows;
                barrier.await(thread);
                for (int other = 0; other < threads; other++) {
                    wrong |= counts[other] != counts[thread];
                }
                barrier.await(thread);
            }
        }
    }

    private static CrewProgram[] same(CrewProgram program, int threads) {
        CrewProgram[] programs = new CrewProgram[threads];
        Arrays.fill(programs, program);
        return programs;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7})
    void allThreadsMeetAtEveryBarrierOfEveryRun(int threads) {
        Counting counting = new Counting();
        for (int run = 0; run < 500; run++) {
            assertTrue(Crew.of(threads).tryRun(same(counting, threads), 1, 0));
        }
        assertFalse(counting.wrong);
        assertEquals(500 * MEETINGS, counting.counts[0]);
        assertEquals(500 * MEETINGS, counting.counts[threads - 1]);
    }

    @Test
    void aCrewThatHasParkedWorksOn() throws InterruptedException {
        Counting counting = new Counting();
        for (int run = 0; run < 5; run++) {
            assertTrue(Crew.of(2).tryRun(same(counting, 2), 1, 0));
            Thread.sleep(20);
        }
        assertFalse(counting.wrong);
        assertEquals(5 * MEETINGS, counting.counts[1]);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aFailureReachesTheCallerAndLeavesTheCrewUsable(int failing) {
        IllegalStateException failure = new IllegalStateException("on purpose");
        CrewProgram fails = (rows, key, thread, threads, barrier) -> {
            barrier.await(thread);
            if (thread == failing) {
                throw failure;
            }
            barrier.await(thread);
        };
        for (int run = 0; run < 100; run++) {
            IllegalStateException thrown =
                    assertThrows(IllegalStateException.class, () -> Crew.of(3).tryRun(same(fails, 3), 1, 0));
            assertSame(failure, thrown);
            Counting counting = new Counting();
            assertTrue(Crew.of(3).tryRun(same(counting, 3), 2, 0));
            assertEquals(2 * MEETINGS, counting.counts[2]);
        }
    }

    @Test
    void anErrorThatEveryThreadThrowsReachesTheCallerOnce() {
        CrewProgram fails = (rows, key, thread, threads, barrier) -> {
            throw new AssertionError(thread);
        };
        for (int run = 0; run < 100; run++) {
            assertThrows(AssertionError.class, () -> Crew.of(2).tryRun(same(fails, 2), 1, 0));
        }
        assertTrue(Crew.of(2).tryRun(same(new Counting(), 2), 1, 0));
    }

    @Test
    void anInterruptedCallerGetsItsResultAndStaysInterrupted() {
        Counting counting = new Counting();
        try {
            for (int run = 0; run < 50; run++) {
                Thread.currentThread().interrupt();
                assertTrue(Crew.of(3).tryRun(same(counting, 3), 1, 0));
                assertTrue(Thread.currentThread().isInterrupted());
            }
        } finally {
            assertTrue(Thread.interrupted());
        }
        assertEquals(50 * MEETINGS, counting.counts[2]);
    }

    @Test
    void interruptsOfItsThreadsDoNotDisturbTheCrew() {
        Counting counting = new Counting();
        CrewProgram interrupting = (rows, key, thread, threads, barrier) -> {
            Thread.currentThread().interrupt();
            counting.work(rows, key, thread, threads, barrier);
        };
        for (int run = 0; run < 50; run++) {
            assertTrue(Crew.of(4).tryRun(same(interrupting, 4), 1, 0));
        }
        assertTrue(Thread.interrupted());
        assertEquals(50 * MEETINGS, counting.counts[3]);
    }

    @Test
    void aBusyCrewTurnsOthersAway() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        CrewProgram waits = (rows, key, thread, threads, barrier) -> {
            started.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        };
        Thread first = new Thread(() -> Crew.of(5).tryRun(same(waits, 5), 1, 0));
        first.start();
        started.await();
        assertFalse(Crew.of(5).tryRun(same(new Counting(), 5), 1, 0));
        end.countDown();
        first.join();
        assertTrue(Crew.of(5).tryRun(same(new Counting(), 5), 1, 0));
    }

    @Test
    void aProgramThatRunsAnotherOnTheSameCrewIsTurnedAwayToo() {
        AtomicInteger turnedAway = new AtomicInteger();
        CrewProgram nested = (rows, key, thread, threads, barrier) -> {
            if (!Crew.of(2).tryRun(same(new Counting(), 2), 1, 0)) {
                turnedAway.incrementAndGet();
            }
        };
        assertTrue(Crew.of(2).tryRun(same(nested, 2), 1, 0));
        assertEquals(2, turnedAway.get());
    }

    @Test
    void theThreadsAreDaemonsAndParkBetweenRuns() throws InterruptedException {
        Crew crew = Crew.of(6);
        assertEquals(List.of(), crew.workers());
        assertTrue(crew.tryRun(same(new Counting(), 6), 1, 0));
        List<Thread> workers = crew.workers();
        for (int wait = 0;
                wait < 100 && workers.stream().anyMatch(thread -> thread.getState() != Thread.State.WAITING);
                wait++) {
            Thread.sleep(50);
        }
        assertEquals(5, workers.size());
        assertTrue(workers.stream().allMatch(Thread::isDaemon));
        assertTrue(workers.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
    }

    @Test
    void partsMeetWithoutGapsAndAllButTheLastAreWholeSteps() {
        for (int extent = 1; extent < 40; extent++) {
            for (int step : new int[] {1, 4, 16}) {
                for (int parts : new int[] {1, 2, 3, 7}) {
                    assertEquals(0, Parts.start(extent, step, 0, parts));
                    assertEquals(extent, Parts.start(extent, step, parts, parts));
                    for (int part = 0; part < parts; part++) {
                        int start = Parts.start(extent, step, part, parts);
                        assertTrue(start <= Parts.start(extent, step, part + 1, parts));
                        assertTrue(start % step == 0 || start == extent);
                    }
                }
            }
        }
    }
}
