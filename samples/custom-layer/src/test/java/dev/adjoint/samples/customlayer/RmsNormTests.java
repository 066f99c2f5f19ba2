package dev.adjoint.samples.customlayer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.adjoint.api.graph.Shape;
import dev.adjoint.testkit.Contracts;
import dev.adjoint.testkit.Values;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RmsNormTests {
    @TestFactory
    Stream<DynamicContainer> rmsNormKeepsTheContractOfLayers() {
        return Contracts.all(Contracts.layer(new RmsNorm()).input(6));
    }

    @Test
    void everyRowComesOutWithAMeanSquareOfOne() {
        double[] y = Values.layer(new RmsNorm(0), Shape.of(2), 1, 7, -3, 4);
        assertArrayEquals(new double[] {0.2, 1.4, -0.6 * Math.sqrt(2), 0.8 * Math.sqrt(2)}, y, 1e-15);
    }
}
