package dev.adjoint.samples.peers.smile;

import dev.adjoint.samples.benchmarks.workload.Problem;
import smile.base.mlp.ActivationFunction;
import smile.base.mlp.HiddenLayer;
import smile.base.mlp.Layer;
import smile.base.mlp.LayerBuilder;
import smile.math.matrix.Matrix;

/** A hidden layer that starts from the values that all contestants start from. */
final class GivenHidden extends HiddenLayer {
    private GivenHidden(String path, int units, int in, ActivationFunction activation) {
        super(units, in, 0, activation);
        fill(weight, Problem.kernel(path, in, units));
    }

    /** W [units, in] from a kernel [in, units]. */
    static void fill(Matrix weight, float[] kernel) {
        for (int unit = 0; unit < weight.nrow(); unit++) {
            for (int i = 0; i < weight.ncol(); i++) {
                weight.set(unit, i, kernel[i * weight.nrow() + unit]);
            }
        }
    }

    static final class Builder extends LayerBuilder {
        private final String path;
        private final ActivationFunction activation;

        Builder(String path, int units, ActivationFunction activation) {
            super(units, 0);
            this.path = path;
            this.activation = activation;
        }

        @Override
        public Layer build(int in) {
            return new GivenHidden(path, neurons, in, activation);
        }
    }
}
