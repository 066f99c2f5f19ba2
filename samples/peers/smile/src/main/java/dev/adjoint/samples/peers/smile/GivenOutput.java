package dev.adjoint.samples.peers.smile;

import dev.adjoint.samples.benchmarks.workload.Problem;
import smile.base.mlp.Cost;
import smile.base.mlp.Layer;
import smile.base.mlp.LayerBuilder;
import smile.base.mlp.OutputFunction;
import smile.base.mlp.OutputLayer;

/** The last layer, trained for the likelihood, from the values that all contestants start from. */
final class GivenOutput extends OutputLayer {
    private GivenOutput(String path, int units, int in, OutputFunction activation) {
        super(units, in, activation, Cost.LIKELIHOOD);
        GivenHidden.fill(weight, Problem.kernel(path, in, units));
    }

    static final class Builder extends LayerBuilder {
        private final String path;
        private final OutputFunction activation;

        Builder(String path, int units, OutputFunction activation) {
            super(units, 0);
            this.path = path;
            this.activation = activation;
        }

        @Override
        public Layer build(int in) {
            return new GivenOutput(path, neurons, in, activation);
        }
    }
}
