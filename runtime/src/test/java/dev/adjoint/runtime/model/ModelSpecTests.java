package dev.adjoint.runtime.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.adjoint.api.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelSpecTests {
    private static final Network ONE = Network.input(4).then("a", new Affine(3)).build();
    private static final Network TWO = Network.input(4)
            .then("a", new Affine(3))
            .then("b", new Affine(2))
            .output("a", "b")
            .build();
    private static final ModelSpec SPEC = ModelSpec.of(ONE, new Squares(), new Descent(0.1));

    @Test
    void theLossOfASingleOutputNeedsNoName() {
        assertEquals(Map.of("a", new WeightedLoss(new Squares(), 1)), SPEC.losses());
    }

    @Test
    void severalOutputsNeedAMap() {
        Failure.contains(
                ConfigurationException.class,
                "the network has the outputs [a, b]; expected a map that says which loss",
                () -> ModelSpec.of(TWO, new Squares(), new Descent(0.1)));
    }

    @Test
    void lossesAreInTheOrderOfTheOutputs() {
        Map<String, WeightedLoss> losses =
                Map.of("b", new WeightedLoss(new Squares(), 2), "a", new WeightedLoss(new Squares(), 3));
        ModelSpec spec = new ModelSpec(
                "two", TWO, losses, SPEC.optimizer(), SPEC.schedule(), Map.of(), SPEC.training(), Map.of());
        assertEquals(List.of("a", "b"), new ArrayList<>(spec.losses().keySet()));
    }

    @Test
    void aLossBelongsToAnOutput() {
        Failure.contains(
                ConfigurationException.class,
                "a loss is stated for 'c', which is no output of the network; its outputs are [a]",
                () -> new ModelSpec(
                        "x",
                        ONE,
                        Map.of("c", new WeightedLoss(new Squares())),
                        SPEC.optimizer(),
                        SPEC.schedule(),
                        Map.of(),
                        SPEC.training(),
                        Map.of()));
    }

    @Test
    void aMetricBelongsToAnOutput() {
        Failure.contains(
                ConfigurationException.class,
                "a metric is stated for 'c'",
                () -> SPEC.withMetrics(Map.of("c", List.of())));
    }

    @Test
    void aModelNeedsALoss() {
        Failure.contains(
                ConfigurationException.class,
                "the model has no loss",
                () -> new ModelSpec(
                        "x", ONE, Map.of(), SPEC.optimizer(), SPEC.schedule(), Map.of(), SPEC.training(), Map.of()));
    }

    @Test
    void weightsAndNamesAreChecked() {
        Failure.contains(
                ConfigurationException.class,
                "the weight of the loss squares is -1.0; expected a number above 0",
                () -> new WeightedLoss(new Squares(), -1));
        assertThrows(ConfigurationException.class, () -> new WeightedLoss(new Squares(), Double.NaN));
        assertThrows(ConfigurationException.class, () -> SPEC.withName("two\nlines"));
        assertThrows(ConfigurationException.class, () -> SPEC.withName(" "));
    }
}
