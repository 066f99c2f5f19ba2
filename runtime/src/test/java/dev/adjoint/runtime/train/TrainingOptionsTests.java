package dev.adjoint.runtime.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.ConfigurationException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class TrainingOptionsTests {
    @Test
    void eachValueOutOfRangeIsNamedWithWhatWasExpected() {
        record Case(String message, UnaryOperator<TrainingOptions> change) {}
        List<Case> cases = List.of(
                new Case("batch is -1; expected a number of rows", o -> o.withBatch(-1)),
                new Case("epochs is -2; expected", o -> o.withEpochs(-2)),
                new Case("steps is -3; expected", o -> o.withSteps(-3)),
                new Case("validation is 1.0; expected a fraction", o -> o.withValidation(1)),
                new Case("accumulate is 0; expected at least 1", o -> o.withAccumulate(0)),
                new Case("tolerance is NaN; expected", o -> o.withPatience(1, Double.NaN)),
                new Case("patience is -1; expected", o -> o.withPatience(-1, 0)),
                new Case("tolerance is 0.1 but patience is 0", o -> o.withPatience(0, 0.1)),
                new Case("clip-norm is -1.0; expected", o -> o.withClipNorm(-1)),
                new Case("training has no end", o -> o.withEpochs(0)));
        for (Case each : cases) {
            ConfigurationException error =
                    assertThrows(ConfigurationException.class, () -> each.change.apply(TrainingOptions.DEFAULTS));
            String message = String.valueOf(error.getMessage());
            assertTrue(message.startsWith(each.message), message);
        }
    }

    @Test
    void anyOneLimitIsEnough() {
        assertEquals(0, TrainingOptions.DEFAULTS.withSteps(5).withEpochs(0).epochs());
        assertEquals(
                0, TrainingOptions.DEFAULTS.withPatience(3, 1e-6).withEpochs(0).epochs());
    }

    @Test
    void eachWitherChangesOneValue() {
        TrainingOptions all = TrainingOptions.DEFAULTS
                .withBatch(1)
                .withEpochs(2)
                .withSteps(3)
                .withSeed(4)
                .withShuffle(false)
                .withValidation(0.5)
                .withAccumulate(6)
                .withPatience(8, 0.7)
                .withRestoreBest(false)
                .withClipNorm(0.9);
        assertEquals(new TrainingOptions(1, 2, 3, 4, false, 0.5, 6, 0.7, 8, false, 0.9), all);
        assertEquals(0, all.withFullBatch().batch());
    }
}
