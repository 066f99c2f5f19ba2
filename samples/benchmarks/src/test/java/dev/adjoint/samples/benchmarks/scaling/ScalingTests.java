package dev.adjoint.samples.benchmarks.scaling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.samples.benchmarks.measure.Result;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScalingTests {
    private static final Scaling SCALING = new Scaling(1, true, 0.02, Optional.empty());

    @Test
    void aSizeIsAResultUnderTheNameOfItsCurve() {
        Result result = SCALING.measure(Curve.WIDTH, 16);
        assertEquals("width-16", result.workload());
        assertEquals(1, result.threads());
        assertTrue(result.figure("GFLOP/s").orElseThrow() > 0);
        assertTrue(result.figure("compile").orElseThrow() > 0);
    }

    @Test
    void theCurveOfThreadsIsOfAsManyAsItsSizes() {
        assertEquals(2, SCALING.measure(Curve.THREADS, 2).threads());
    }
}
