package dev.adjoint.testkit;

import dev.adjoint.api.plugin.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.AssertionFailedError;

/**
 * The contract of schedules: from step 1 on a finite factor that is not negative and depends on the step alone; a
 * configuration that survives a model file.
 */
public record ScheduleContract(Schedule schedule) implements Contract {
    private static final long[] STEPS = {
        1, 2, 3, 4, 5, 9, 10, 11, 99, 100, 101, 999, 1000, 1001, 1002, 123_456, 1L << 31, 1L << 53, Long.MAX_VALUE
    };

    @Override
    public String name() {
        return schedule.pluginName() + " " + schedule;
    }

    @Override
    public Stream<DynamicTest> tests() {
        List<Law> laws = new ArrayList<>(ConfigurationLaws.of(Schedule.class, schedule));
        laws.add(new Law("its factor is finite and not negative from step 1 on", this::sensible));
        laws.add(new Law("its factor depends on the step alone", this::pure));
        return laws.stream().map(law -> law.test(name()));
    }

    private void sensible() {
        for (long step : STEPS) {
            double factor = schedule.factor(step);
            if (!(factor >= 0 && Double.isFinite(factor))) {
                throw new AssertionFailedError("in step " + step + " it is " + factor);
            }
        }
    }

    private void pure() {
        double[] upwards = new double[STEPS.length];
        for (int i = 0; i < STEPS.length; i++) {
            upwards[i] = schedule.factor(STEPS[i]);
        }
        for (int i = STEPS.length - 1; i >= 0; i--) {
            double again = schedule.factor(STEPS[i]);
            if (again != upwards[i]) {
                throw new AssertionFailedError("in step " + STEPS[i] + " it is once " + upwards[i] + ", once " + again);
            }
        }
    }
}
