package dev.adjoint.core.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.runtime.data.Dataset;
import dev.adjoint.runtime.model.ModelFile;
import dev.adjoint.runtime.model.ModelSpec;
import dev.adjoint.runtime.model.Network;
import dev.adjoint.runtime.plugin.PluginRegistry;
import dev.adjoint.runtime.train.Model;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The encoder block of Vaswani et al. (2017), put together from the catalogue. */
class TransformerTests {
    private static final int STEPS = 6;
    private static final int FEATURES = 8;
    private static final String YAML = """
            input: [6, 8]
            layers:
              - {multi-head-attention: {heads: 2}, name: attention}
              - {add: {}, from: [input, attention]}
              - {layer-norm: {}, name: middle}
              - dense: {units: 16}
              - gelu
              - {dense: {units: 8}, name: transformed}
              - {add: {}, from: [middle, transformed]}
              - layer-norm
              - global-average-pool
              - dense: {units: 2}
            loss: sparse-categorical-cross-entropy-from-logits
            optimizer: {adam: {learning-rate: 0.01}}
            metrics: [accuracy]
            training: {batch: 8, epochs: 40, seed: 1}
            """;

    private static Network block() {
        return Network.builder()
                .input("input", STEPS, FEATURES)
                .then("attention", new MultiHeadAttention(2))
                .layer("add1", new Add(), "input", "attention")
                .then("middle", new LayerNorm())
                .then(new Dense(16))
                .then(new Gelu())
                .then("transformed", new Dense(8))
                .layer("add2", new Add(), "middle", "transformed")
                .then(new LayerNorm())
                .then(new GlobalAveragePool())
                .then(new Dense(2))
                .build();
    }

    private static ModelSpec inYaml() {
        return new ModelFile(PluginRegistry.ofClassPath()).read(YAML, "block.yaml");
    }

    @Test
    void aBlockIsTheSameInYamlAndInJava() {
        assertEquals(block(), inYaml().network());
    }

    /** Whether the step with the largest first number has a positive second one. */
    @Test
    void aBlockLearnsWhereToLook() {
        SplittableRandom random = new SplittableRandom(1);
        float[][] rows = new float[128][STEPS * FEATURES];
        int[] labels = new int[rows.length];
        for (int row = 0; row < rows.length; row++) {
            int marked = random.nextInt(STEPS);
            for (int i = 0; i < rows[row].length; i++) {
                rows[row][i] = i % FEATURES == 0 ? 0 : (float) random.nextDouble(-1, 1);
            }
            rows[row][marked * FEATURES] = 1;
            labels[row] = rows[row][marked * FEATURES + 1] > 0 ? 1 : 0;
        }
        Model model = Model.of(inYaml());
        Dataset data =
                Dataset.builder().input("input", rows).target("label", labels).build();

        model.fit(data);

        double accuracy = model.evaluate(data).getOrDefault("accuracy", 0.0);
        assertTrue(accuracy > 0.9, "accuracy " + accuracy);
    }
}
