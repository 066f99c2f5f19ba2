package dev.adjoint.runtime.model;

import com.google.auto.service.AutoService;
import dev.adjoint.api.plugin.Schedule;

/** One half for every so many steps. */
@AutoService(Schedule.class)
public record Decay(long steps) implements Schedule {
    public Decay() {
        this(100);
    }

    @Override
    public double factor(long step) {
        return Math.pow(0.5, (double) ((step - 1) / steps));
    }
}
