package dev.adjoint.api.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTests {
    @ParameterizedTest
    @CsvSource({
        "Relu, relu",
        "LeakyRelu, leaky-relu",
        "learningRate, learning-rate",
        "beta1, beta1",
        "Conv2d, conv-2d",
        "MaxPool2d, max-pool-2d",
        "Conv1DTranspose, conv-1d-transpose",
        "L1, l1",
        "F1, f1",
        "RSquared, r-squared",
        "TopKAccuracy, top-k-accuracy",
        "LEAKY_RELU, leaky-relu"
    })
    void javaNamesBecomeLowerCaseWordsJoinedByDashes(String javaName, String expected) {
        assertEquals(expected, Names.kebab(javaName));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "relu", "leaky-relu", "conv-2d", "beta1", "l1", "x-1"})
    void wordsOfLettersAndDigitsJoinedByDashesAreNames(String name) {
        assertTrue(Names.isValid(name));
        assertEquals(name, Names.kebab(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "Relu", "1d", "a--b", "a-", "-a", "a_b", "a b", "a.b", "a/b", "é", "a\n"})
    void everythingElseIsNone(String name) {
        assertFalse(Names.isValid(name));
    }
}
