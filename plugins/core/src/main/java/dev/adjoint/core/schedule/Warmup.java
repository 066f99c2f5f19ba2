package dev.adjoint.core.schedule;

import com.google.auto.service.AutoService;
import dev.adjoint.api.plugin.Schedule;
import dev.adjoint.core.Bounds;

/**
 * t / steps up to 1, then another schedule from its beginning.
 *
 * @param steps how many steps the way up takes
 * @param then the schedule that follows; its first step is the one after the warm-up
 */
@AutoService(Schedule.class)
public record Warmup(int steps, Schedule then) implements Schedule {
    public Warmup {
        Bounds.atLeast(1, steps, "steps");
    }

    public Warmup() {
        this(100, new Constant());
    }

    @Override
    public double factor(long step) {
        return step <= steps ? step / (double) steps : then.factor(step - steps);
    }
}
