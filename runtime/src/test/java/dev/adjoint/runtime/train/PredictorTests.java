package dev.adjoint.runtime.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.ConfigurationException;
import dev.adjoint.api.DataException;
import dev.adjoint.api.plugin.Loss;
import dev.adjoint.runtime.data.Dataset;
import dev.adjoint.runtime.data.SplitMix64;
import dev.adjoint.runtime.model.ModelSpec;
import dev.adjoint.runtime.model.Network;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class PredictorTests {
    private final Model model = Model.of(
            ModelSpec.of(
                    Network.input(3)
                            .then("hidden", new Small.Affine(4))
                            .then(new Small.Bend())
                            .then("out", new Small.Affine(2))
                            .build(),
                    new Small.HalfSquares(Loss.Reduction.MEAN),
                    new Small.Descent(0.1)),
            Small.INTERPRETER);

    private static float[] rows(int count) {
        SplitMix64 random = new SplitMix64(3);
        float[] rows = new float[3 * count];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (float) random.nextDouble();
        }
        return rows;
    }

    @Test
    void anyNumberOfRowsGivesWhatEachRowGivesAlone() {
        float[] rows = rows(300);
        float[] together = model.predict(rows);
        assertEquals(600, together.length);
        for (int row : new int[] {0, 127, 128, 299}) {
            float[] alone = model.predict(Arrays.copyOfRange(rows, 3 * row, 3 * row + 3));
            assertArrayEquals(alone, Arrays.copyOfRange(together, 2 * row, 2 * row + 2));
        }
        assertArrayEquals(new float[0], model.predict(new float[0]));
        assertEquals(0, model.predict(new float[0][]).length);
        float[][] byRow = model.predict(new float[][] {{rows[0], rows[1], rows[2]}});
        assertArrayEquals(Arrays.copyOf(together, 2), byRow[0]);
    }

    @Test
    void manyThreadsPredictTheSameWhileOneTrains() throws Exception {
        float[] rows = rows(40);
        float[] before = model.predict(rows);
        Predictor kept = model.predictor();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Future<float[]> during = threads.submit(() -> {
                float[][] seen = new float[1][];
                Dataset data = Dataset.of(new float[4][3], new float[4][2]);
                model.fit(data, TrainingOptions.DEFAULTS.withEpochs(2), new Listener() {
                    @Override
                    public void onEpochEnd(Epoch epoch) {
                        seen[0] = model.predict(rows);
                    }
                });
                return seen[0];
            });
            assertArrayEquals(before, during.get());
            List<Future<float[]>> after = IntStream.range(0, 16)
                    .mapToObj(i -> threads.submit(() -> model.predict(rows)))
                    .toList();
            for (Future<float[]> each : after) {
                assertArrayEquals(model.predict(rows), each.get());
            }
        } finally {
            threads.shutdown();
        }
        float[][] results = {new float[before.length]};
        kept.run(new float[][] {rows}, 40, results);
        assertArrayEquals(before, results[0]);
    }

    @Test
    void arraysThatDoNotFitAreReported() {
        fails("input 'input' has 4 numbers, which is no multiple of the 3 of a row", () -> model.predict(new float[4]));
        fails("row 1 has 2 numbers; expected 3", () -> model.predict(new float[][] {{1, 2, 3}, {1, 2}}));
        fails("got the inputs [x]; expected [input]", () -> model.predict(Map.of("x", new float[3])));
        Predictor predictor = model.predictor();
        fails(
                "the array for output 'out' has 3 numbers; expected at least 4 for 2 rows of 2",
                () -> predictor.run(new float[][] {new float[6]}, 2, new float[][] {new float[3]}));
        fails("got 1 rows in 0 input arrays", () -> predictor.run(new float[0][], 1, new float[1][2]));
    }

    @Test
    void parametersAreReadAndWrittenByPath() {
        model.assign(model.parameters().with("out/bias", 5, 6));
        assertArrayEquals(new float[] {5, 6}, model.parameters().get("out/bias"));
        float[] shifted = model.predict(new float[] {0, 0, 0});
        assertArrayEquals(new float[] {5, 6}, shifted);
        ConfigurationException unknown = assertThrows(
                ConfigurationException.class, () -> model.parameters().get("out/bais"));
        assertTrue(
                String.valueOf(unknown.getMessage())
                        .startsWith("there is no variable 'out/bais'; expected one of [out/bias,"),
                unknown.toString());
        assertThrows(ConfigurationException.class, () -> model.parameters().with("out/bias", 1));
    }

    private static void fails(String message, Executable action) {
        DataException error = assertThrows(DataException.class, action);
        assertTrue(String.valueOf(error.getMessage()).startsWith(message), error.toString());
    }
}
