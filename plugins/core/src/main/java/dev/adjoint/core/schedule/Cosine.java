package dev.adjoint.core.schedule;

import com.google.auto.service.AutoService;
import dev.adjoint.api.plugin.Schedule;
import dev.adjoint.core.Bounds;

/**
 * minimum + (1 - minimum) (1 + cos(π (t - 1) / steps)) / 2, from 1 down to the minimum, where it stays (Loshchilov and
 * Hutter 2017, without restarts).
 *
 * @param steps how many steps the way down takes
 * @param minimum the last factor
 */
@AutoService(Schedule.class)
public record Cosine(int steps, double minimum) implements Schedule {
    public Cosine {
        Bounds.atLeast(1, steps, "steps");
        Bounds.fraction(minimum, "minimum");
    }

    public Cosine() {
        this(1000, 0);
    }

    @Override
    public double factor(long step) {
        double progress = Math.min(1, (step - 1) / (double) steps);
        return minimum + (1 - minimum) * (1 + Math.cos(Math.PI * progress)) / 2;
    }
}
