package dev.adjoint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TrainingDisplayTests {
    @Test
    void lossesOfAnySizeAreReadable() {
        assertEquals("0.0000", TrainingDisplay.number(0));
        assertEquals("0.0523", TrainingDisplay.number(0.05231));
        assertEquals("1234.5679", TrainingDisplay.number(1234.56789));
        assertEquals("5.8900e+29", TrainingDisplay.number(5.89e29));
        assertEquals("1.5000e-07", TrainingDisplay.number(1.5e-7));
        assertEquals("NaN", TrainingDisplay.number(Double.NaN));
    }
}
