package dev.adjoint.codegen.crew;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** On a clock of its own. */
class PaceTests {
    private static final int RUNS = 10_000;
    /** More than any crew needs. */
    private static final int PRACTICE = 5000;

    private final Practice practice = new Practice();
    private final Pace pace = new Pace(practice);

    /** How many of some runs of one row, or of one row and two in turn, are made together. */
    private int together(int runs, long microsTogether, long microsAlone, int mostRows) {
        int count = 0;
        for (int run = 0; run < runs; run++) {
            boolean together = pace.isTogether();
            count += together ? 1 : 0;
            int rows = 1 + run % mostRows;
            pace.took(rows, rows * 1000 * (together ? microsTogether : microsAlone));
        }
        return count;
    }

    private int together(long microsTogether, long microsAlone) {
        return together(RUNS, microsTogether, microsAlone, 1);
    }

    private void practise() {
        for (int run = 0; run < PRACTICE; run++) {
            practice.ran(1000);
        }
    }

    @Test
    void theFasterWayIsKept() {
        practise();
        int count = together(1000, 1800);
        assertTrue(count > 0.95 * RUNS, () -> count + " runs together");
    }

    @Test
    void runsAreMadeAloneWhereThreadsWaitTooLong() {
        practise();
        together(3000, 1800);
        int count = together(3000, 1800);
        assertTrue(count < 0.05 * RUNS, () -> count + " runs together");
    }

    @Test
    void theChoiceFollowsTheMachine() {
        practise();
        together(3000, 1800);
        together(1000, 1800);
        int count = together(1000, 1800);
        assertTrue(count > 0.95 * RUNS, () -> count + " runs together");
    }

    @Test
    void aCrewThatBecomesSlowIsLeftSoon() {
        practise();
        together(1000, 1800);
        int count = together(300, 4000, 1800, 1);
        assertTrue(count < 60, () -> count + " runs together");
    }

    @Test
    void aCrewThatBecomesALittleSlowerIsKeptUntilItsNextTrial() {
        practise();
        together(1000, 1800);
        int count = together(300, 2000, 1800, 1);
        assertTrue(count > 200, () -> count + " runs together");
    }

    @Test
    void aCrewThatWasParkedIsTimedWhenItIsAwake() {
        practise();
        together(3000, 1800);
        int count = 0;
        long awake = 0;
        for (int run = 0; run < RUNS; run++) {
            boolean together = pace.isTogether();
            long micros = !together ? 1800 : awake < 20_000 ? 5000 : 1000;
            awake = together ? awake + micros : 0;
            count += together ? 1 : 0;
            pace.took(1, 1000 * micros);
        }
        int runs = count;
        assertTrue(runs > 0.9 * RUNS, () -> runs + " runs together");
    }

    @Test
    void runsOfMoreRowsMayTakeLonger() {
        practise();
        int count = together(RUNS, 1000, 1200, 2);
        assertTrue(count > 0.95 * RUNS, () -> count + " runs together");
    }

    @Test
    void aCrewIsGivenTimeToLearnBeforeItHasLost() {
        int learning = together(5000, 900, 600, 1);
        assertTrue(learning > 1000, () -> learning + " runs together");
        int count = together(400, 600);
        assertTrue(count > 0.9 * RUNS, () -> count + " runs together");
    }

    @Test
    void aCrewWhoseRunsTakeLongGetsLessOfIt() {
        int count = together(2000, 100_000, 20_000, 1);
        assertTrue(count < 120, () -> count + " runs together");
    }

    @Test
    void aCrewThatWaitsForTheJitEndsItsTrialAtOnce() {
        int before = together(100, 400_000, 20_000, 1);
        assertTrue(before > 0 && before < 6, () -> before + " runs together");
        together(3000, 1000, 1800, 1);
        int count = together(1000, 1800);
        assertTrue(count > 0.9 * RUNS, () -> count + " runs together");
    }

    @Test
    void whatACrewHasLearnedCountsForAllExecutionsOfAProgram() {
        Pace other = new Pace(practice);
        for (int run = 0; run < PRACTICE; run++) {
            other.took(1, 1_000_000);
        }
        int count = together(1000, 3000, 1800, 1);
        assertTrue(count < 120, () -> count + " runs together");
    }
}
