package dev.adjoint.core.schedule;

import com.google.auto.service.AutoService;
import dev.adjoint.api.plugin.Schedule;

/** 1 in every step. */
@AutoService(Schedule.class)
public record Constant() implements Schedule {
    @Override
    public double factor(long step) {
        return 1;
    }
}
