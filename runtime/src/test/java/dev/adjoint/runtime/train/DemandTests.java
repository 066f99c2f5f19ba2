package dev.adjoint.runtime.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.ConfigurationException;
import dev.adjoint.api.DataException;
import dev.adjoint.api.PluginException;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Loss;
import dev.adjoint.api.plugin.Optimizer;
import dev.adjoint.api.plugin.UpdateScope;
import dev.adjoint.runtime.data.Dataset;
import dev.adjoint.runtime.model.ModelSpec;
import dev.adjoint.runtime.model.Network;
import dev.adjoint.runtime.model.WeightedLoss;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class DemandTests {
    private static final Loss SQUARES = new Small.HalfSquares(Loss.Reduction.MEAN);

    private static Model model(Network network, Loss loss) {
        return Model.of(ModelSpec.of(network, loss, new Small.Descent(0.1)), Small.INTERPRETER);
    }

    private static Network affine(int units, int... input) {
        return Network.input(input).then("out", new Small.Affine(units)).build();
    }

    @Test
    void rowsOfTheSameNumbersFitWhateverTheirShape() {
        Dataset images = Dataset.builder()
                .input("image", Shape.of(2, 2, 1), new float[8])
                .target("y", new float[2][1])
                .build();
        assertEquals(1, model(affine(1, 4), SQUARES).fit(images).last().step() / 10);
        Network square = Network.input(2, 2).then("out", new Small.Scale(1)).build();
        Dataset targets = Dataset.builder()
                .input("image", Shape.of(2, 2, 1), new float[8])
                .target("y", new float[2][4])
                .build();
        assertEquals(10, model(square, SQUARES).fit(targets).steps());
    }

    @Test
    void rowsThatDoNotFitAreReportedBeforeTraining() {
        fails(
                "input 'input' wants rows of float[3], but column 'input' has rows of float[2]",
                affine(1, 3),
                SQUARES,
                Dataset.of(new float[1][2], new float[1][1]));
        Dataset image = Dataset.builder()
                .input("image", Shape.of(2, 3), new float[6])
                .target("y", new float[1][1])
                .build();
        fails(
                "input 'input' wants rows of float[3, 2], but column 'image' has rows of float[2, 3]",
                affine(1, 3, 2),
                SQUARES,
                image);
        fails(
                "output 'out' with the loss half-squares wants rows of float[2], but column 'target' has rows of float[3]",
                affine(2, 1),
                SQUARES,
                Dataset.of(new float[1][1], new float[1][3]));
        fails(
                "output 'out' with the loss class-error wants rows of int[], but column 'target' has rows of float[2]",
                affine(2, 1),
                new Small.ClassError(),
                Dataset.of(new float[1][1], new float[1][2]));
        fails("the data set has no rows", affine(1, 1), SQUARES, Dataset.of(new float[0][1], new float[0][1]));
        fails(
                "the data has no column 'out' for output 'out' with the loss half-squares; expected one of this name,"
                        + " but there is none",
                affine(1, 1),
                SQUARES,
                Dataset.builder().input("x", new float[1][1]).build());
    }

    @Test
    void valuesThatCannotBeAreReportedWithTheirRow() {
        fails(
                "row 1 of column 'target' is 3.0; output 'out' with the loss class-error wants class indices from 0 to 2",
                affine(3, 1),
                new Small.ClassError(),
                Dataset.of(new float[2][1], new int[] {0, 3}));
        fails("row 0 of column 'target' is -1.0; ", affine(3, 1), SQUARES, Dataset.of(new float[1][1], new int[] {-1}));
        fails(
                "row 0 of column 'target' is 0.5; output 'out' with the loss class-error wants class indices",
                affine(3, 1),
                new Small.ClassError(),
                Dataset.of(new float[1][1], new float[][] {{0.5f}}));
        fails(
                "row 1 of column 'input' is NaN; input 'input' wants finite numbers",
                affine(1, 1),
                SQUARES,
                Dataset.of(new float[][] {{0}, {Float.NaN}}, new float[2][1]));
        Dataset negative = Dataset.builder()
                .input("x", new float[2][1])
                .target("y", new float[2][1])
                .weights(1, -1)
                .build();
        fails("the weight of row 1 is -1.0; expected at least 0", affine(1, 1), SQUARES, negative);
        Dataset nothing = Dataset.builder()
                .input("x", new float[1][1])
                .target("y", new float[1][1])
                .weights(0)
                .build();
        fails("the weights of all rows are 0", affine(1, 1), SQUARES, nothing);
    }

    @Test
    void severalInputsAreMatchedByName() {
        Network network = Network.input("left", 1)
                .then("a", new Small.Scale(2))
                .input("right", 1)
                .layer("b", new Small.Scale(3), "right")
                .output("a", "b")
                .build();
        ModelSpec spec = new ModelSpec(
                "two",
                network,
                Map.of("a", new WeightedLoss(SQUARES)),
                new Small.Descent(0.1),
                Optional.empty(),
                Map.of(),
                TrainingOptions.DEFAULTS,
                Map.of());
        Model model = Model.of(spec, Small.INTERPRETER);
        Map<String, float[]> outputs = model.predict(Map.of("left", new float[] {1}, "right", new float[] {10}));
        assertEquals(2, outputs.getOrDefault("a", new float[1])[0]);
        assertEquals(30, outputs.getOrDefault("b", new float[1])[0]);
        Dataset data = Dataset.builder()
                .input("right", new float[1][1])
                .input("lift", new float[1][1])
                .target("y", new float[1][1])
                .build();
        DataException error = assertThrows(DataException.class, () -> model.fit(data));
        assertTrue(
                String.valueOf(error.getMessage())
                        .startsWith(
                                "the data has no column 'left' for input 'left'; expected one of this name among [lift,"),
                error.toString());
    }

    @Test
    void metricsNeedATarget() {
        Network network = Network.input(1)
                .then("a", new Small.Scale(1))
                .then("b", new Small.Scale(1))
                .output("a", "b")
                .build();
        ModelSpec spec = new ModelSpec(
                "two",
                network,
                Map.of("a", new WeightedLoss(SQUARES)),
                new Small.Descent(0.1),
                Optional.empty(),
                Map.of("b", List.of(new Small.Hits())),
                TrainingOptions.DEFAULTS,
                Map.of());
        assertThrows(ConfigurationException.class, () -> Model.of(spec, Small.INTERPRETER));
    }

    @Test
    void pluginsThatBreakTheirContractAreNamed() {
        breaks(
                "loss ",
                "it returned float[n, 1]; expected the loss of each row, float[n]",
                () -> model(affine(1, 1), (prediction, target) -> prediction.sub(target)));
        breaks(
                "parameter out/kernel: ",
                "it returned float[]; expected float[1, 1]",
                () -> fitWith((scope, parameter, gradient) -> gradient.sum()));
        breaks(
                "parameter out/kernel: ",
                "the slot 'm' is assigned to but was never asked for",
                () -> fitWith((scope, parameter, gradient) -> scope.assign("m", gradient)));
        breaks(
                "parameter out/kernel: ",
                "the slot 'm' is assigned a value of shape []",
                () -> fitWith((scope, parameter, gradient) ->
                        scope.assign("m", scope.slot("m").sum())));
        breaks(
                "parameter out/kernel: ",
                "the slot 'm' is assigned to twice",
                () -> fitWith((scope, parameter, gradient) -> scope.assign("m", scope.assign("m", scope.slot("m")))));
        breaks(
                "parameter out/kernel: ",
                "with the initial values 1.0 and 2.0",
                () -> fitWith((scope, parameter, gradient) -> scope.slot("m", 1).add(scope.slot("m", 2))));
        breaks(
                "parameter out/kernel: ",
                "the slot 'A b' is badly named",
                () -> fitWith((scope, parameter, gradient) -> scope.slot("A b")));
    }

    /** How an optimizer updates, as a lambda. */
    private interface Rule {
        Tensor update(UpdateScope scope, Tensor parameter, Tensor gradient);
    }

    private static void fitWith(Rule rule) {
        Optimizer optimizer = new Optimizer() {
            @Override
            public Tensor update(UpdateScope scope, Tensor parameter, Tensor gradient) {
                return rule.update(scope, parameter, gradient);
            }

            @Override
            public double learningRate() {
                return 1;
            }

            @Override
            public String pluginName() {
                return "broken";
            }
        };
        Model.of(ModelSpec.of(affine(1, 1), SQUARES, optimizer), Small.INTERPRETER)
                .fit(Dataset.of(new float[1][1], new float[1][1]));
    }

    private static void breaks(String where, String what, Executable action) {
        PluginException error = assertThrows(PluginException.class, action);
        String message = String.valueOf(error.getMessage());
        assertTrue(message.contains(where) && message.contains(what), message);
    }

    private static void fails(String message, Network network, Loss loss, Dataset data) {
        DataException error =
                assertThrows(DataException.class, () -> model(network, loss).fit(data));
        assertTrue(String.valueOf(error.getMessage()).startsWith(message), error.toString());
    }
}
