package dev.adjoint.api.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTests {
    @ParameterizedTest
    @CsvSource({
        "Relu, relu",
        "LeakyRelu, leaky-relu",
        "learningRate, learning-rate",
        "Conv2d, conv-2d",
        "L1, l1",
        "F1, f1",
        "RSquared, r-squared",
        "TopKAccuracy, top-k-accuracy",
        "LEAKY_RELU, leaky-relu"
    })
    void javaNamesBecomeLowerCaseWordsJoinedByDashes(String javaName, String expected) {
        assertEquals(expected, Names.kebab(javaName));
    }
}
