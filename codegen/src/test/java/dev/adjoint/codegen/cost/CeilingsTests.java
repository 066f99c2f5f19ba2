package dev.adjoint.codegen.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class CeilingsTests {
    private final Ceilings ceilings =
            new Ceilings(8, 0.25, 0.3, 0.4, 2, List.of(new Ceilings.Level(1_000, 1), new Ceilings.Level(100_000, 3)));

    @Test
    void bytesComeFromTheNearestLevelThatHoldsThem() {
        assertEquals(1, ceilings.nanosecondsOfByte(10));
        assertEquals(1, ceilings.nanosecondsOfByte(1_000));
        assertEquals(2, ceilings.nanosecondsOfByte(10_000), 1e-9);
        assertEquals(3, ceilings.nanosecondsOfByte(100_000), 1e-9);
        assertEquals(3, ceilings.nanosecondsOfByte(1e9));
    }

    @Test
    void aVectorOfMultiplyAddsCountsTwiceItsLanes() {
        assertEquals(64, ceilings.gigaflops());
    }

    @Test
    void workTakesTheSumOfItsParts() {
        KernelWork work = new KernelWork(4, 10, 5, 1, 2);
        assertEquals(4 * 0.25 + 10 * 0.3 + 5 * 0.4 + 2 + 2 * 3, work.nanoseconds(ceilings), 1e-9);
        assertEquals(work.plus(work), work.times(2));
    }

    @Test
    void aTypicalMachineTakesLongerForWhatIsFartherAway() {
        for (int lanes : List.of(0, 4, 8, 16)) {
            Ceilings typical = Ceilings.typical(lanes);
            for (int i = 1; i < typical.levels().size(); i++) {
                assertTrue(typical.levels().get(i).nanosecondsOfByte()
                        >= typical.levels().get(i - 1).nanosecondsOfByte());
            }
        }
    }
}
