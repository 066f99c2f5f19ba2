package dev.adjoint.core.schedule;

import com.google.auto.service.AutoService;
import dev.adjoint.api.plugin.Schedule;
import dev.adjoint.core.Bounds;

/**
 * decay^⌊(t - 1) / every⌋: 1 for the first steps, then lower by a factor each time that many have passed.
 *
 * @param every the number of steps between two changes
 * @param decay the factor of each change
 */
@AutoService(Schedule.class)
public record Step(int every, double decay) implements Schedule {
    public Step {
        Bounds.atLeast(1, every, "every");
        Bounds.positiveShare(decay, "decay");
    }

    public Step() {
        this(1000, 0.1);
    }

    @Override
    public double factor(long step) {
        return Math.pow(decay, Math.floorDiv(step - 1, every));
    }
}
