package dev.adjoint.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

class WatchTests {
    private static final long SECOND = 1_000_000_000;

    private final Watch watch = new Watch();

    /** The first second at which there is nothing more to wait for, 100 if there is none before. */
    private int firstSecond(LongUnaryOperator bytesBySecond) {
        int second = 0;
        while (second < 100 && !isForGood(bytesBySecond.applyAsLong(second), second)) {
            second++;
        }
        return second;
    }

    /** Ten looks within a second. */
    private boolean isForGood(long bytes, int second) {
        boolean last = false;
        for (int look = 0; look < 10; look++) {
            last = watch.isForGood(bytes, (second + 1) * SECOND);
        }
        return last;
    }

    @Test
    void runsThatAllocateNoLessForSixSecondsDoSoForGood() {
        assertEquals(6, firstSecond(second -> 1_000_000));
    }

    @Test
    void whileTheJitCompilesOneKernelAfterTheOtherThereIsSomethingToWaitFor() {
        assertEquals(46, firstSecond(second -> Math.max(1_000_000 / (1 + second), 24_500)));
    }

    @Test
    void aLittleLessIsNothingToWaitFor() {
        assertEquals(6, firstSecond(second -> 1_000_000 - 10_000 * second));
    }

    @Test
    void fewBytesAreOfNoInterest() {
        assertEquals(100, firstSecond(second -> 4000));
    }

    @Test
    void runsThatHaveBeenCleanMayBeCompiledAnewByTheJit() {
        assertEquals(100, firstSecond(second -> second % 5 == 0 ? 0 : 1_000_000));
    }

    @Test
    void fewRunsTellNothing() {
        for (int minute = 0; minute < 20; minute++) {
            assertFalse(watch.isForGood(1_000_000, minute * 60 * SECOND));
        }
        assertTrue(watch.isForGood(1_000_000, 20 * 60 * SECOND));
    }
}
