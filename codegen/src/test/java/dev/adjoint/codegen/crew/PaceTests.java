package dev.adjoint.codegen.crew;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PaceTests {
    private static final int RUNS = 10_000;

    private final Pace pace = new Pace();

    /** How many of some runs of one row, or of one row and two in turn, are made together. */
    private int together(long microsTogether, long microsAlone, int mostRows) {
        int count = 0;
        for (int run = 0; run < RUNS; run++) {
            boolean together = pace.isTogether();
            count += together ? 1 : 0;
            int rows = 1 + run % mostRows;
            pace.took(rows, rows * 1000 * (together ? microsTogether : microsAlone));
        }
        return count;
    }

    @Test
    void theFasterWayIsKept() {
        int count = together(1000, 1800, 1);
        assertTrue(count > 0.95 * RUNS, () -> count + " runs together");
    }

    @Test
    void runsAreMadeAloneWhereThreadsWaitTooLong() {
        int count = together(3000, 1800, 1);
        assertTrue(count < 0.05 * RUNS, () -> count + " runs together");
    }

    @Test
    void theChoiceFollowsTheMachine() {
        together(3000, 1800, 1);
        together(1000, 1800, 1);
        int count = together(1000, 1800, 1);
        assertTrue(count > 0.95 * RUNS, () -> count + " runs together");
    }

    @Test
    void runsOfMoreRowsMayTakeLonger() {
        int count = together(1000, 1200, 2);
        assertTrue(count > 0.95 * RUNS, () -> count + " runs together");
    }
}
