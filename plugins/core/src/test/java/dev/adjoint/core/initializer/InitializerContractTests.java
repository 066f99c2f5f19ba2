package dev.adjoint.core.initializer;

import static dev.adjoint.testkit.Contracts.initializer;

import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.plugin.Initializer;
import dev.adjoint.core.Catalogue;
import dev.adjoint.testkit.Contract;
import dev.adjoint.testkit.Contracts;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class InitializerContractTests {
    /** Fan-in 200, fan-out 100. */
    private static final Shape MATRIX = Shape.of(200, 100);

    /** Fan-in 3 · 3 · 20 = 180, fan-out 60. */
    private static final Shape FILTER = Shape.of(3, 3, 20, 60);

    private static final Contract[] CONTRACTS = {
        initializer(new Constant(0.1)).moments(MATRIX, 0.1, 0),
        initializer(new GlorotNormal())
                .moments(MATRIX, 0, Math.sqrt(2.0 / 300))
                .moments(FILTER, 0, Math.sqrt(2.0 / 240)),
        initializer(new GlorotUniform())
                .moments(MATRIX, 0, Math.sqrt(2.0 / 300))
                .moments(FILTER, 0, Math.sqrt(2.0 / 240)),
        initializer(new HeNormal()).moments(MATRIX, 0, 0.1).moments(FILTER, 0, Math.sqrt(2.0 / 180)),
        initializer(new HeUniform()).moments(MATRIX, 0, 0.1).moments(FILTER, 0, Math.sqrt(2.0 / 180)),
        initializer(new LecunNormal())
                .moments(MATRIX, 0, Math.sqrt(1.0 / 200))
                .moments(FILTER, 0, Math.sqrt(1.0 / 180)),
        initializer(new LecunUniform())
                .moments(MATRIX, 0, Math.sqrt(1.0 / 200))
                .moments(FILTER, 0, Math.sqrt(1.0 / 180)),
        initializer(new Identity(2)),
        initializer(new Normal(3, 0.5)).moments(MATRIX, 3, 0.5),
        initializer(new Ones()).moments(MATRIX, 1, 0),
        // The columns of a [200, 100] matrix have length 2, so its mean square is 4 / 200.
        initializer(new Orthogonal(2)).moments(MATRIX, 0, Math.sqrt(0.02)),
        initializer(new Uniform(-1, 3)).moments(MATRIX, 1, 4 / Math.sqrt(12)),
        initializer(new Zeros()).moments(MATRIX, 0, 0)
    };

    @TestFactory
    Stream<DynamicContainer> initializersKeepTheirContract() {
        return Contracts.all(CONTRACTS);
    }

    @Test
    void noInitializerIsLeftOut() {
        Catalogue.assertEach(Initializer.class, CONTRACTS);
    }
}
