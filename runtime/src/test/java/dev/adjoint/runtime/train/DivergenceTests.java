package dev.adjoint.runtime.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.DivergenceException;
import dev.adjoint.api.plugin.Layer;
import dev.adjoint.api.plugin.Loss;
import dev.adjoint.runtime.data.Dataset;
import dev.adjoint.runtime.model.ModelSpec;
import dev.adjoint.runtime.model.Network;
import org.junit.jupiter.api.Test;

class DivergenceTests {
    private static Model model(Layer middle, double learningRate) {
        Network network = Network.input(1)
                .then("first", new Small.Scale(1))
                .then("middle", middle)
                .then("last", new Small.Scale(1))
                .build();
        return Model.of(
                ModelSpec.of(network, new Small.HalfSquares(Loss.Reduction.MEAN), new Small.Descent(learningRate)),
                Small.INTERPRETER);
    }

    private static String divergence(Model model, Dataset data, TrainingOptions options) {
        float[] before = model.parameters().get("first/w");
        DivergenceException error = assertThrows(DivergenceException.class, () -> model.fit(data, options));
        assertArrayEquals(before, model.parameters().get("first/w"));
        return String.valueOf(error.getMessage());
    }

    @Test
    void theLayerThatFirstGaveNaNIsNamed() {
        Dataset data = Dataset.of(new float[][] {{4}, {1}, {-1}}, new float[][] {{2}, {1}, {1}});
        TrainingOptions options = TrainingOptions.DEFAULTS.withBatch(1).withShuffle(false);
        String message = divergence(model(new Small.Root(), 0), data, options);
        assertTrue(
                message.contains("the loss became NaN in step 3 (epoch 1, batch 3 of 3): it began in 'middle', where"
                        + " sqrt float[n, 1] gave NaN for finite inputs"),
                message);
    }

    @Test
    void aLossThatOverflowsAfterManyStepsIsFoundByRepeatingThem() {
        // With a rate of 3 the distance to the target doubles in each step; its square overflows at 2^64.
        Dataset data = Dataset.of(new float[][] {{1}}, new float[][] {{0}});
        Model line = Small.line(1, 3);
        float[] before = line.parameters().get("line/w");
        TrainingOptions options = TrainingOptions.DEFAULTS.withEpochs(1000);
        DivergenceException error = assertThrows(DivergenceException.class, () -> line.fit(data, options));
        String message = String.valueOf(error.getMessage());
        assertTrue(message.startsWith("the loss became Infinity in step 65 (epoch 65, batch 1 of 1)"), message);
        assertTrue(message.contains("it began in 'line/loss', where mul float[n, 1] gave Infinity"), message);
        assertTrue(message.contains("smaller learning rate (it was 3.0)"), message);
        assertArrayEquals(before, line.parameters().get("line/w"));
    }

    @Test
    void aGradientThatIsInfiniteIsNamedThoughTheLossBeforeItWasFinite() {
        Dataset data = Dataset.of(new float[][] {{4}, {0}, {4}}, new float[][] {{2}, {1}, {1}});
        TrainingOptions options = TrainingOptions.DEFAULTS.withBatch(1).withShuffle(false);
        String message = divergence(model(new Small.Root(), 0.1), data, options);
        assertTrue(message.contains("parameters became NaN or infinite in step 2 (epoch 1, batch 2 of 3)"), message);
        assertTrue(message.contains("it began in the gradient or the update of 'middle'"), message);
    }

    @Test
    void parametersThatTheVeryLastStepSpoiltAreFoundToo() {
        Dataset data = Dataset.of(new float[][] {{0}}, new float[][] {{1}});
        String message = divergence(model(new Small.Root(), 0.1), data, TrainingOptions.DEFAULTS.withEpochs(1));
        assertTrue(message.contains("parameters became NaN or infinite in step 1"), message);
    }
}
