package dev.adjoint.codegen.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.codegen.cost.Ceilings;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MachineTests {
    @ParameterizedTest
    @ValueSource(ints = {0, 8})
    void aMachineIsMeasuredOnce(int lanes) {
        Ceilings ceilings = Machine.ceilings(lanes);
        assertEquals(lanes, ceilings.lanes());
        assertTrue(
                ceilings.multiplyAdd() > 0 && ceilings.operation() > 0 && ceilings.scalar() > 0, ceilings.toString());
        assertSame(ceilings, Machine.ceilings(lanes));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 8, 16})
    void aProbeMakesTheOperationsThatItCounts(int lanes) {
        Probe probe = Probe.ofLanes(lanes);
        float[] x = new float[1024];
        float[] y = new float[1024];
        Arrays.fill(x, 1);
        probe.copy(x, y);
        assertEquals(-1, y[1023]);
        probe.operations(x, y);
        // ((1/2 + 1/2) 1 - 1/2) (3/4 + 1/2) + (1/2 1/4 + 1 - 1/4) - (3/4 + 1/2)
        assertEquals(0.5f * 1.25f + 0.875f - 1.25f, y[0]);
        assertTrue(probe.multiplyAdds(0.5f, Probe.LINE) > 0);
        probe.scalars(x, y);
        assertEquals(1.5f, y[5]);
    }
}
