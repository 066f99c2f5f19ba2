package dev.adjoint.core.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.adjoint.api.ConfigurationException;
import dev.adjoint.api.plugin.Optimizer;
import dev.adjoint.testkit.Values;
import org.junit.jupiter.api.Test;

/** Three steps from w = 1 for the gradients 0.5, -0.2 and 0.1, worked out from the papers' formulas one by one. */
class OptimizerValueTests {
    @Test
    void sgdStepsByTheGradient() {
        check(new Sgd(0.1), 0.95, 0.97, 0.96);
    }

    @Test
    void momentumKeepsAVelocity() {
        check(new Momentum(0.1, 0.9), 0.95, 0.925, 0.8925);
    }

    @Test
    void nesterovLooksAhead() {
        check(new Nesterov(0.1, 0.9), 0.905, 0.9025, 0.86325);
    }

    @Test
    void adagradDividesByTheRootOfAllSquares() {
        check(new Adagrad(0.1, 1e-10), 0.90000000002, 0.9371390676485138, 0.9188816490683417);
    }

    @Test
    void rmspropDividesByTheRootOfTheMeanSquare() {
        check(new Rmsprop(0.1, 0.9, 1e-8), 0.6837722539831608, 0.8066312698027817, 0.7431951258573711);
    }

    @Test
    void adadeltaTakesItsRateFromItsOwnSteps() {
        check(new Adadelta(1, 0.95, 1e-6), 0.9955280429197062, 0.9979291092764455, 0.9966501145804848);
    }

    @Test
    void adamCorrectsTheBiasOfBothMoments() {
        check(new Adam(0.1, 0.9, 0.999, 1e-8), 0.9000000019999999, 0.8654394181165107, 0.8275002408356955);
    }

    @Test
    void adamwDecaysTheWeightItself() {
        check(new AdamW(0.1, 0.9, 0.999, 1e-8, 0.01), 0.8990000019999999, 0.8635404181145107, 0.8247377004155809);
    }

    @Test
    void valuesOutOfBoundsAreNamed() {
        ConfigurationException e = assertThrows(ConfigurationException.class, () -> new Adam(0.1, 1, 0.9, 1e-8));
        assertEquals("beta1 must be from 0 to below 1, but was 1.0", e.getMessage());
        assertThrows(ConfigurationException.class, () -> new Sgd(-1));
        assertThrows(ConfigurationException.class, () -> new Sgd(Double.NaN));
        assertThrows(ConfigurationException.class, () -> new Rmsprop(0.1, 0.9, 0));
    }

    private static void check(Optimizer optimizer, double... expected) {
        assertArrayEquals(expected, Values.path(optimizer, 1, 0.5, -0.2, 0.1), 1e-14);
    }
}
