package dev.adjoint.runtime.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.adjoint.runtime.data.Dataset;
import dev.adjoint.runtime.train.History.Ending;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndingTests {
    private static final TrainingOptions OPTIONS = TrainingOptions.DEFAULTS;

    @Test
    void stepsEndARunWithinAnEpoch() {
        History history = Small.plane(new Small.Descent(0.1))
                .fit(Small.plane(10), OPTIONS.withBatch(3).withSteps(6));
        assertEquals(Ending.STEPS, history.ending());
        assertEquals(6, history.steps());
        assertEquals(2, history.epochs().size());
        assertEquals(6, history.last().rows());
    }

    @Test
    void trainingEndsWithTheParametersOfTheBestValidationLoss() {
        // Training moves w from 0 towards 10 by a tenth of the way; the validation loss is lowest near w = 3.
        Dataset train = Dataset.of(new float[][] {{1}}, new float[][] {{10}});
        Dataset validation = Dataset.of(new float[][] {{1}}, new float[][] {{3}});
        TrainingOptions options = OPTIONS.withEpochs(100).withPatience(2, 0);
        Model model = Small.line(0, 0.1);
        History history = model.fit(train, validation, options);
        assertEquals(Ending.PATIENCE, history.ending());
        assertEquals(3, history.bestEpoch());
        assertEquals(5, history.epochs().size());
        assertEquals(10 - 10 * Math.pow(0.9, 3), model.parameters().get("line/w")[0], 1e-5);
        assertEquals(
                history.epochs().get(2).validation().getOrDefault("loss", 0.0),
                model.evaluate(validation).getOrDefault("loss", 1.0));

        Model last = Small.line(0, 0.1);
        last.fit(train, validation, options.withRestoreBest(false));
        assertEquals(10 - 10 * Math.pow(0.9, 5), last.parameters().get("line/w")[0], 1e-5);
    }

    @Test
    void aFractionOfTheRowsIsKeptForValidation() {
        Model model = Small.plane(new Small.Descent(0.1));
        History history =
                model.fit(Small.plane(20), OPTIONS.withValidation(0.25).withEpochs(2));
        assertEquals(15, history.last().rows());
        assertEquals(List.of("loss"), List.copyOf(history.last().validation().keySet()));
    }
}
