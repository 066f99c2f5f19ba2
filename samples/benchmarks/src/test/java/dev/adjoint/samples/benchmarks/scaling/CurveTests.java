package dev.adjoint.samples.benchmarks.scaling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CurveTests {
    @ParameterizedTest
    @EnumSource
    void everySizeIsAModelOfItsOwn(Curve curve) {
        for (int size : curve.sizes()) {
            assertEquals(1, curve.model(size).network().outputs().size());
        }
        assertTrue(curve.task(curve.sizes().get(0)).batch() >= 1);
    }

    @Test
    void sizesDouble() {
        assertEquals(List.of(1, 2, 4, 8, 16, 32, 64), Curve.DEPTH.sizes());
        assertEquals(64, Curve.DEPTH.model(32).network().layers().size() - 1);
        assertEquals(4096, Curve.BATCH.task(4096).batch());
    }

    @Test
    void curvesAreFoundByTheirWords() {
        assertEquals(Curve.LENGTH, Curve.named("length").orElseThrow());
        assertTrue(Curve.named("LENGTH").isEmpty());
    }
}
