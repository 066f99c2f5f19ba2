package dev.adjoint.runtime.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.plugin.Loss;
import dev.adjoint.runtime.data.Dataset;
import dev.adjoint.runtime.model.ModelSpec;
import dev.adjoint.runtime.model.Network;
import dev.adjoint.runtime.model.WeightedLoss;
import dev.adjoint.runtime.train.History.Ending;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FitTests {
    private static final TrainingOptions OPTIONS = TrainingOptions.DEFAULTS;

    @Test
    void linearRegressionConvergesOnlineInMiniBatchesAndInFullBatches() {
        for (int batch : new int[] {1, 8, 0}) {
            Model model = Small.plane(new Small.Descent(0.5));
            TrainingOptions options =
                    OPTIONS.withBatch(batch).withPatience(5, 1e-12).withEpochs(0);
            History history = model.fit(Small.plane(40), options);
            assertEquals(Ending.PATIENCE, history.ending());
            assertArrayEquals(new float[] {3, -2}, model.parameters().get("affine/kernel"), 1e-3f);
            assertArrayEquals(new float[] {1}, model.parameters().get("affine/bias"), 1e-3f);
            assertTrue(model.evaluate(Small.plane(40)).getOrDefault("loss", 1.0) < 1e-6);
        }
    }

    @Test
    void theStepsOfAnEpochAreThoseOfItsBatchesTheLastOnePartial() {
        // w x with x = 1: the gradient of a batch is the mean of w - t over its rows.
        float[][] targets = {{1}, {2}, {3}, {4}, {5}, {6}, {7}, {8}, {9}, {20}};
        float[][] inputs = new float[10][1];
        for (float[] input : inputs) {
            input[0] = 1;
        }
        double w = 0;
        for (double mean : new double[] {2.5, 6.5, 14.5}) {
            w -= 0.1 * (w - mean);
        }
        Model model = Small.line(0, 0.1);
        List<Double> losses = new ArrayList<>();
        History history = model.fit(
                Dataset.of(inputs, targets), OPTIONS.withBatch(4).withEpochs(1).withShuffle(false), new Listener() {
                    @Override
                    public void onStep(Progress progress) {
                        losses.add(progress.loss());
                    }
                });
        assertEquals(w, model.parameters().get("line/w")[0], 1e-6);
        assertEquals(3, history.steps());
        assertEquals((1 + 4 + 9 + 16) / 8.0, losses.get(0), 1e-6);
        Epoch epoch = history.last();
        assertEquals((4 * losses.get(0) + 4 * losses.get(1) + 2 * losses.get(2)) / 10, epoch.loss(), 1e-6);
        assertEquals(10, epoch.rows());
    }

    @Test
    void batchesThatMakeOneUpdateAreOneLargeBatch() {
        for (Loss.Reduction reduction : Loss.Reduction.values()) {
            for (boolean weighted : new boolean[] {false, true}) {
                float[] large = afterEpochs(reduction, weighted, OPTIONS.withBatch(12));
                float[] small =
                        afterEpochs(reduction, weighted, OPTIONS.withBatch(4).withAccumulate(3));
                float[] odd =
                        afterEpochs(reduction, weighted, OPTIONS.withBatch(6).withAccumulate(2));
                assertArrayEquals(large, small, 1e-5f);
                assertArrayEquals(large, odd, 1e-5f);
            }
        }
    }

    /** 17 rows, so that the last batch, and the last group of batches, is a part. */
    private static float[] afterEpochs(Loss.Reduction reduction, boolean weighted, TrainingOptions options) {
        Network network =
                Network.input(2).then("affine", new Small.Penalised(1, 0.01)).build();
        Model model = Model.of(
                ModelSpec.of(network, new Small.HalfSquares(reduction), new Small.Rolling(0.02)), Small.INTERPRETER);
        Dataset plane = Small.plane(17);
        float[] weights = new float[17];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = i % 4;
        }
        Dataset data = weighted
                ? Dataset.builder()
                        .input(plane.inputs().get(0))
                        .target(plane.targets().get(0))
                        .weights(weights)
                        .build()
                : plane;
        History history = model.fit(data, options.withEpochs(3).withClipNorm(0.5));
        assertEquals(6, history.steps());
        return model.parameters().get("affine/kernel");
    }

    @Test
    void rowsCountByTheirWeights() {
        float[][] inputs = {{1}, {1}, {1}};
        float[][] targets = {{0}, {4}, {100}};
        Dataset weighted = Dataset.builder()
                .input("x", inputs)
                .target("y", targets)
                .weights(1, 3, 0)
                .build();
        Model model = Small.line(0, 1);
        History history = model.fit(weighted, OPTIONS.withFullBatch().withEpochs(1));
        assertEquals(3, model.parameters().get("line/w")[0], 1e-6);
        assertEquals(3 * 8 / 4.0, history.last().loss(), 1e-6);
        assertEquals((4.5 + 3 * 0.5) / 4, model.evaluate(weighted).getOrDefault("loss", 0.0), 1e-6);
    }

    @Test
    void aBatchWhoseRowsAllWeighNothingChangesNothing() {
        Dataset weighted = Dataset.builder()
                .input("x", new float[][] {{1}, {1}})
                .target("y", new float[][] {{5}, {5}})
                .weights(0, 1)
                .build();
        Model model = Small.line(0, 1);
        model.fit(weighted, OPTIONS.withBatch(1).withEpochs(1));
        assertEquals(5, model.parameters().get("line/w")[0]);
    }

    @Test
    void penaltiesAreLoweredWithTheLoss() {
        Network network =
                Network.input(1).then("affine", new Small.Penalised(1, 0.5)).build();
        Model model = Model.of(
                ModelSpec.of(network, new Small.HalfSquares(Loss.Reduction.MEAN), new Small.Descent(0.1)),
                Small.INTERPRETER);
        History history = model.fit(Dataset.of(new float[][] {{1}}, new float[][] {{4}}), OPTIONS.withEpochs(200));
        // ½ (w - 4)² + ½ w² is lowest at w = 2, where it is 4.
        assertEquals(2, model.parameters().get("affine/kernel")[0], 1e-4);
        assertEquals(4, history.last().loss(), 1e-4);
    }

    @Test
    void gradientsAreScaledDownToTheLargestNorm() {
        Dataset far = Dataset.of(new float[][] {{1}}, new float[][] {{1000}});
        Model clipped = Small.line(0, 1);
        clipped.fit(far, OPTIONS.withEpochs(1).withClipNorm(0.25));
        assertEquals(0.25, clipped.parameters().get("line/w")[0], 1e-6);
        Model free = Small.line(999.9, 1);
        free.fit(far, OPTIONS.withEpochs(1).withClipNorm(0.25));
        assertEquals(1000, free.parameters().get("line/w")[0], 1e-3);
    }

    @Test
    void theSeedAloneDecidesWhatIsRandom() {
        float[] first = randomRun(1);
        assertArrayEquals(first, randomRun(1));
        assertNotEquals(Arrays.toString(first), Arrays.toString(randomRun(2)));
    }

    private static float[] randomRun(long seed) {
        Network network = Network.input(2)
                .then("affine", new Small.Affine(3))
                .then("shaken", new Small.Shaken())
                .then("out", new Small.Affine(1))
                .build();
        TrainingOptions options = OPTIONS.withSeed(seed).withBatch(3).withEpochs(2);
        Model model = Model.of(
                ModelSpec.of(network, new Small.HalfSquares(Loss.Reduction.MEAN), new Small.Descent(0.1))
                        .withTraining(options),
                Small.INTERPRETER);
        model.fit(Small.plane(8));
        assertEquals(16, model.parameters().get("shaken/seen")[0]);
        return model.parameters().get("affine/kernel");
    }

    @Test
    void twoRunsAreOneOfTheirLengthTogether() {
        Model together = Small.plane(new Small.Rolling(0.1));
        together.fit(Small.plane(10), OPTIONS.withBatch(3).withEpochs(5));
        Model apart = Small.plane(new Small.Rolling(0.1));
        apart.fit(Small.plane(10), OPTIONS.withBatch(3).withEpochs(2));
        apart.fit(Small.plane(10), OPTIONS.withBatch(3).withEpochs(3));
        assertArrayEquals(
                together.parameters().get("affine/kernel"), apart.parameters().get("affine/kernel"));
    }

    @Test
    void theLearningRateFollowsTheSchedule() {
        ModelSpec spec = Small.line(0, 0.5).spec().withSchedule(step -> 1.0 / step);
        Model model = Model.of(spec, Small.INTERPRETER);
        List<Double> rates = new ArrayList<>();
        model.fit(
                Dataset.of(new float[][] {{1}, {1}}, new float[][] {{1}, {1}}),
                OPTIONS.withBatch(1).withEpochs(1),
                new Listener() {
                    @Override
                    public void onStep(Progress progress) {
                        rates.add(progress.learningRate());
                    }
                });
        assertEquals(List.of(0.5, 0.25), rates);
        assertEquals(1 - 0.5 * 0.75, model.parameters().get("line/w")[0], 1e-6);
    }

    @Test
    void lossesOfSeveralOutputsAddUpByTheirWeights() {
        Network network = Network.input("x", 1)
                .then("shared", new Small.Scale(1))
                .then("left", new Small.Scale(2))
                .layer("right", new Small.Scale(3), "shared")
                .output("left", "right")
                .build();
        Loss loss = new Small.HalfSquares(Loss.Reduction.MEAN);
        ModelSpec spec = new ModelSpec(
                "two",
                network,
                Map.of("left", new WeightedLoss(loss, 1), "right", new WeightedLoss(loss, 10)),
                new Small.Descent(0.1),
                Optional.empty(),
                Map.of(),
                OPTIONS,
                Map.of());
        Model model = Model.of(spec, Small.INTERPRETER);
        Dataset data = Dataset.builder()
                .input("x", new float[][] {{1}})
                .target("right", new float[][] {{2}})
                .target("left", new float[][] {{0}})
                .build();
        Map<String, Double> before = model.evaluate(data);
        assertEquals(Map.of("loss", 2 + 10 * 0.5, "loss/left", 2.0, "loss/right", 0.5), before);
        History history = model.fit(data, OPTIONS.withEpochs(1));
        assertEquals(7, history.last().loss(), 1e-6);
        // dL/dleft = 2, dL/dright = 10 · 1, dL/dshared = 2 · 2 + 10 · 3.
        assertEquals(2 - 0.2, model.parameters().get("left/w")[0], 1e-6);
        assertEquals(3 - 1.0, model.parameters().get("right/w")[0], 1e-6);
        assertEquals(1 - 3.4, model.parameters().get("shared/w")[0], 1e-6);
        Map<String, float[]> predicted = model.predict(Map.of("x", new float[] {1}));
        assertEquals(List.of("left", "right"), List.copyOf(predicted.keySet()));
    }

    @Test
    void classesAreLearntFromIndicesAndMeasured() {
        float[][] inputs = {{-2}, {-1}, {1}, {2}};
        int[] classes = {0, 0, 1, 1};
        Network network = Network.input(1).then("logits", new Small.Affine(2)).build();
        Model model = Model.of(
                ModelSpec.of(network, new Small.ClassError(), new Small.Descent(1))
                        .withMetrics(new Small.Hits()),
                Small.INTERPRETER);
        model.fit(Dataset.of(inputs, classes), OPTIONS.withEpochs(30));
        assertEquals(1.0, model.evaluate(Dataset.of(inputs, classes)).getOrDefault("hits", 0.0));
    }

    @Test
    void classIndicesBecomeOneHotRowsWhereTheLossWantsThem() {
        Network network = Network.input(1)
                .then("out", new Small.Scale(1))
                .then("two", new Small.Affine(2))
                .build();
        ModelSpec spec = ModelSpec.of(network, new Small.HalfSquares(Loss.Reduction.SUM), new Small.Descent(0.1));
        float[][] inputs = {{1}, {2}, {3}};
        Model byIndex = Model.of(spec, Small.INTERPRETER);
        byIndex.fit(Dataset.of(inputs, new int[] {1, 0, 1}), OPTIONS.withEpochs(2));
        Model byRow = Model.of(spec, Small.INTERPRETER);
        byRow.fit(Dataset.of(inputs, new float[][] {{0, 1}, {1, 0}, {0, 1}}), OPTIONS.withEpochs(2));
        assertArrayEquals(
                byRow.parameters().get("two/kernel"), byIndex.parameters().get("two/kernel"));
    }
}
