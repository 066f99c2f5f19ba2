package dev.adjoint.runtime.model;

import dev.adjoint.api.ConfigurationException;
import dev.adjoint.api.plugin.Loss;

/** The loss of one output, and by what it is multiplied in the sum over all outputs. */
public record WeightedLoss(Loss loss, double weight) {
    public WeightedLoss {
        if (!(weight > 0) || !Double.isFinite(weight)) {
            throw new ConfigurationException(
                    "the weight of the loss " + loss.pluginName() + " is " + weight + "; expected a number above 0");
        }
    }

    public WeightedLoss(Loss loss) {
        this(loss, 1);
    }
}
