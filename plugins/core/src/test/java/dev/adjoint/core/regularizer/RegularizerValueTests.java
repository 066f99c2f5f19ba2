package dev.adjoint.core.regularizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.adjoint.api.ConfigurationException;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.plugin.Regularizer;
import dev.adjoint.testkit.Values;
import org.junit.jupiter.api.Test;

class RegularizerValueTests {
    @Test
    void penaltiesAreWeightedSums() {
        check(new None(), 0);
        check(new L1(0.5), 3);
        check(new L2(0.5), 7);
        check(new ElasticNet(0.5, 0.25), 3 + 3.5);
    }

    @Test
    void valuesOutOfBoundsAreNamed() {
        ConfigurationException e = assertThrows(ConfigurationException.class, () -> new L2(-1));
        assertEquals("factor must be finite and not negative, but was -1.0", e.getMessage());
    }

    /** The penalty on 1, -2 and 3. */
    private static void check(Regularizer regularizer, double expected) {
        assertEquals(expected, Values.penalty(regularizer, Shape.of(3), 1, -2, 3), 1e-14);
    }
}
