package dev.adjoint.core.layer;

import static dev.adjoint.testkit.Contracts.layer;

import dev.adjoint.api.plugin.Layer;
import dev.adjoint.core.Catalogue;
import dev.adjoint.core.initializer.HeNormal;
import dev.adjoint.core.initializer.Normal;
import dev.adjoint.core.regularizer.ElasticNet;
import dev.adjoint.testkit.Contract;
import dev.adjoint.testkit.Contracts;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class LayerContractTests {
    private static final Contract[] CONTRACTS = {
        layer(new Add()).input(3),
        layer(new Add()).input(2, 3).input(2, 3).input(2, 3),
        layer(new AveragePool2d()).input(5, 6, 3),
        layer(new AveragePool2d(3, 2, Padding.SAME)).input(5, 4, 2),
        layer(new AveragePool2d(List.of(1, 3), Optional.of(List.of(2, 1)), Padding.VALID))
                .input(4, 5, 1),
        layer(new Concat()).input(2, 3).input(2, 4),
        layer(new Concat(1)).input(2, 3).input(5, 3).input(1, 3),
        layer(new Conv2d(3, 3)).input(5, 6, 2),
        layer(new Conv2d(5, 2, 2, Padding.SAME)).input(5, 3, 1),
        layer(new Conv2d(2, 1)).input(3, 2, 17),
        layer(new Conv2d(
                        2,
                        List.of(3, 2),
                        List.of(1, 2),
                        Padding.SAME,
                        List.of(2, 3),
                        false,
                        new HeNormal(),
                        new Normal(),
                        new ElasticNet(0.1, 0.2)))
                .input(4, 7, 3),
        layer(new Conv2d(1, List.of(4, 5), List.of(3, 1), Padding.VALID, new HeNormal()))
                .input(7, 5, 2),
        layer(new Dense(3)).input(5),
        layer(new Dense(2)).input(4, 5),
        layer(new Dense(4, false, new HeNormal(), new Normal(), new ElasticNet(0.1, 0.2)))
                .input(3),
        layer(new Dropout(0.3)).input(6),
        layer(new Dropout(0)).input(6),
        layer(new Elu()).input(6),
        layer(new Elu(0.5)).input(2, 3),
        layer(new Flatten()).input(2, 3, 4),
        layer(new Gelu()).input(6),
        layer(new Gelu(true)).input(2, 3),
        layer(new GlobalAveragePool()).input(3, 5, 2),
        layer(new GlobalAveragePool()).input(1, 3),
        layer(new LayerNorm()).input(5),
        layer(new LayerNorm(0.1, true, false)).input(3, 17),
        layer(new LayerNorm(1e-3, false, true)).input(2, 1),
        layer(new LeakyRelu()).input(6),
        layer(new Linear()).input(2, 3),
        layer(new Lstm(3)).input(4, 2),
        layer(new Lstm(2, true)).input(3, 5),
        layer(new Lstm(5, true)).input(1, 3),
        layer(new Lstm(1, false, 0, new HeNormal(), new Normal())).input(1, 1),
        layer(new MaxPool2d()).input(5, 6, 3),
        layer(new MaxPool2d(3, 2, Padding.SAME)).input(5, 4, 2),
        layer(new MaxPool2d(List.of(1, 3), Optional.of(List.of(2, 1)), Padding.VALID))
                .input(4, 5, 1),
        layer(new MultiHeadAttention(2)).input(3, 6),
        layer(new MultiHeadAttention()).input(1, 3),
        layer(new MultiHeadAttention(5, true, new HeNormal())).input(4, 5),
        layer(new Relu()).input(2, 3),
        layer(new Reshape(List.of(2, -1))).input(6),
        layer(new Sigmoid()).input(2, 3),
        layer(new Silu()).input(6),
        layer(new Sine(3)).input(6),
        layer(new Softmax()).input(5),
        layer(new Softmax()).input(2, 3),
        layer(new Softplus()).input(6),
        layer(new Tanh()).input(2, 3)
    };

    @TestFactory
    Stream<DynamicContainer> layersKeepTheirContract() {
        return Contracts.all(CONTRACTS);
    }

    @Test
    void noLayerIsLeftOut() {
        Catalogue.assertEach(Layer.class, CONTRACTS);
    }
}
