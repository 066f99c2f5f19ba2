package dev.adjoint.core.schedule;

import com.google.auto.service.AutoService;
import dev.adjoint.api.plugin.Schedule;
import dev.adjoint.core.Bounds;

/**
 * decay^((t - 1) / every): a smooth decline from 1.
 *
 * @param every the number of steps in which the rate falls by the factor
 * @param decay the factor
 */
@AutoService(Schedule.class)
public record Exponential(int every, double decay) implements Schedule {
    public Exponential {
        Bounds.atLeast(1, every, "every");
        Bounds.positiveShare(decay, "decay");
    }

    public Exponential() {
        this(1000, 0.5);
    }

    @Override
    public double factor(long step) {
        return Math.pow(decay, (step - 1) / (double) every);
    }
}
