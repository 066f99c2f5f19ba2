package dev.adjoint.samples.xor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class XorTests {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7})
    void everySeedLearnsAllFourOutputs(long seed) {
        float[][] outputs = Xor.train(seed).predict(Xor.INPUTS);

        for (int i = 0; i < outputs.length; i++) {
            assertEquals(Xor.TARGETS[i][0], outputs[i][0], 0.05f);
        }
    }
}
