package dev.adjoint.runtime.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.adjoint.api.ConfigurationException;
import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.runtime.plugin.PluginRegistry;
import dev.adjoint.runtime.train.TrainingOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelFileTests {
    private static final ModelFile FILES = new ModelFile(PluginRegistry.ofClassPath());

    private static final String SEQUENCE = """
            name: a-sequence
            input: [4]
            layers:
              - affine: {units: 3, kernel: {fill: {value: 0.1}}}
              - rectify
              - affine: {units: 1}
                name: out
            loss: squares
            optimizer: {descent: {learning-rate: 0.5}}
            schedule: decay
            metrics: [hits]
            training: {batch: 64, epochs: 3, seed: 1}
            data: {format: csv, columns: [1, 2]}
            """;

    @Test
    void aSequenceIsRead() {
        Network network = Network.input(4)
                .then(new Affine(3, true, new Fill(0.1)))
                .then(new Rectify())
                .then("out", new Affine(1))
                .build();
        ModelSpec expected = new ModelSpec(
                "a-sequence",
                network,
                Map.of("out", new WeightedLoss(new Squares())),
                new Descent(0.5),
                Optional.of(new Decay()),
                Map.of("out", List.of(new Hits())),
                TrainingOptions.DEFAULTS.withBatch(64).withEpochs(3).withSeed(1),
                Map.of("format", "csv", "columns", List.of(1, 2)));
        assertEquals(expected, FILES.read(SEQUENCE, "m.yaml"));
    }

    @Test
    void aGraphIsRead() {
        ModelSpec spec = FILES.read("""
                inputs: {left: 4}
                layers:
                  - {affine: {units: 2}, name: a, from: left}
                  - plus: {}
                    from: [a, a]
                  - {affine: {units: 1}, name: b, from: a}
                outputs: [b, plus1]
                losses: {b: {loss: squares, weight: 0.5}, plus1: squares}
                metrics: {b: hits}
                optimizer: descent
                """, "m.yaml");
        assertEquals(List.of("b", "plus1"), spec.network().outputs());
        assertEquals(List.of("a", "a"), spec.network().layers().get(1).sources());
        assertEquals(new WeightedLoss(new Squares(), 0.5), spec.losses().get("b"));
        assertEquals(Map.of("b", List.of(new Hits())), spec.metrics());
    }

    @Test
    void inputsHaveTypes() {
        ModelSpec spec = FILES.read("""
                inputs: {left: 4, right: {shape: [2, 4], type: int}}
                layers: [{affine: {units: 1}, from: left, name: out}, {rectify: {}, from: right}]
                outputs: [out, rectify1]
                losses: {out: squares}
                optimizer: descent
                """, "m.yaml");
        assertEquals(
                List.of(
                        new NetworkInput("left", DType.FLOAT, Shape.of(4)),
                        new NetworkInput("right", DType.INT, Shape.of(2, 4))),
                spec.network().inputs());
        assertEquals(spec, FILES.read(FILES.write(spec), "written"));
    }

    @Test
    void jsonIsRead() {
        assertEquals(
                ModelSpec.of(Network.input(4).then(new Affine(2)).build(), new Squares(), new Descent()),
                FILES.read("""
                        {"input": [4], "layers": [{"affine": {"units": 2}}],
                        \t"loss": {"squares": {}}, "optimizer": "descent"}""", "m.json"));
    }

    @Test
    void aModelIsStatedWithAllItsValues() {
        assertEquals("""
                name: a-sequence
                input: [4]
                layers:
                  - affine: {units: 3, bias: true, kernel: {fill: {value: 0.1}}}
                  - rectify
                  - {affine: {units: 1, bias: true, kernel: {fill: {value: 0.5}}}, name: out}
                loss: squares
                optimizer: {descent: {learning-rate: 0.5}}
                schedule: {decay: {steps: 100}}
                metrics:
                  - hits: {tolerance: 0.5}
                training:
                  batch: 64
                  epochs: 3
                  steps: 0
                  seed: 1
                  shuffle: true
                  validation: 0.0
                  accumulate: 1
                  tolerance: 0.0
                  patience: 0
                  restore-best: true
                  clip-norm: 0.0
                data: {format: csv, columns: [1, 2]}
                """, FILES.write(FILES.read(SEQUENCE, "m.yaml")));
    }

    @Test
    void aFileIsWrittenAndRead(@TempDir Path folder) {
        ModelSpec spec = FILES.read(SEQUENCE, "m.yaml");
        Path file = folder.resolve("model.yaml");
        FILES.write(file, spec);
        assertEquals(spec, FILES.read(file));
        Failure.contains(
                ConfigurationException.class,
                "none.yaml does not exist",
                () -> FILES.read(folder.resolve("none.yaml")));
        Failure.contains(
                ConfigurationException.class,
                "cannot be written",
                () -> FILES.write(folder.resolve("none").resolve("model.yaml"), spec));
    }

    @Test
    void anErrorInAFileNamesIt(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("wrong.yaml"), SEQUENCE.replace("units: 3", "units: three"));
        Failure.contains(
                ConfigurationException.class,
                "wrong.yaml:4:14: layers[0].affine.units: expected int, but got \"three\" (text)\n  keys of affine: ",
                () -> FILES.read(file));
    }

    /** Each line: a part of the file, what is put in its place, and what the message then begins with. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            rectify | rectifi | m.yaml:5:5: layers[1]: there is no layer named 'rectifi', did you mean 'rectify'?
            {units: 1} | {unit: 1} | m.yaml:6:14: layers[2].affine: unknown key 'unit', did you mean 'units'?
            {units: 1} | {units: 0} | m.yaml:6:5: layers[2].affine: units is 0; expected at least 1
            {units: 1} | {units: 1.5} | m.yaml:6:14: layers[2].affine.units: expected int
            {units: 1} | {units: 1, kernel: fil} | m.yaml:6:24: layers[2].affine.kernel: there is no initializer named 'fil'
            {units: 1} | 5 | m.yaml:6:5: layers[2].affine: expected a map of keys
            rectify | 7 | m.yaml:5:5: layers[1]: expected a layer, as a name
            rectify | [] | m.yaml:5:5: layers[1]: expected a layer, as a name
            rectify | {name: x} | m.yaml:5:5: layers[1]: expected a layer, such as {dense: {units: 10}, name: logits}, but there are only the keys [name]
            rectify | {rectify: {}, bias: 1} | m.yaml:5:5: layers[1]: expected one layer
            rectify | {rectify: {}, name: 3} | m.yaml:5:19: layers[1].name: expected text, but got 3 (whole number)
            rectify | {rectify: {}, name: A B} | m.yaml:5:5: layers[1]: 'A B' cannot be the name
            rectify | {rectify: {}, name: out} | m.yaml:6:5: layers[2]: the name 'out' of a layer is taken already
            rectify | {rectify: {}, from: afine1} | m.yaml:5:5: layers[1]: layer 'rectify1' (rectify) is applied to 'afine1', which does not exist, did you mean 'affine1'?
            rectify | {rectify: {}, from: [1]} | m.yaml:5:19: layers[1].from: expected a name or a list of names
            rectify | {rectify: {}, from: out} | m.yaml:5:5: layers[1]: layers feed each other in a circle
            name: out | from: input | m.yaml:5:5: layers[1]: layer 'rectify1' (rectify) leads to no output
            rectify | {plus: {}, from: [input, affine1]} | m.yaml:5:5: layers[1]: layer 'plus1' (plugin plus
            input: [4] | input: [0] | m.yaml:2:1: input: shape is [0]; expected sizes of at least 1
            input: [4] | input: [a] | m.yaml:2:1: input.shape[0]: expected int
            input: [4] | inputs: {x: {shape: 4}} | m.yaml:2:14: inputs.x.shape: expected list of int
            input: [4] | inputs: {x: {shap: [4]}} | m.yaml:2:14: inputs.x: unknown key 'shap', did you mean 'shape'?
            input: [4] | inputs: {x: {shape: [4], type: double}} | m.yaml:2:26: inputs.x.type: expected one of float, int, bool
            input: [4] | inputs: {X: [4]} | m.yaml:2:10: inputs.X: 'X' cannot be the name
            input: [4] | inputs: {a: [4], b: [4]} | m.yaml:4:5: layers[0]: the model has several inputs
            input: [4] | inputs: [4] | m.yaml:2:1: inputs: expected a map from names to shapes, but got [4] (list)
            input: [4] | batch: 4 | m.yaml:2:1: unknown key 'batch'
            input: [4] | output: out | m.yaml:2:1: unknown key 'output', did you mean 'outputs'?
            input: [4] | outputs: [out] | m.yaml:1:1: the key 'input' is missing; expected either input: [784]
            loss: squares | losses: {ou: squares} | m.yaml:8:10: losses.ou: the output 'ou' is no layer, did you mean 'out'?
            loss: squares | losses: {out: {loss: squares, weight: -1}} | m.yaml:8:31: losses.out.weight: the weight of the loss squares is -1.0
            loss: squares | losses: {out: {loss: squares, wait: 1}} | m.yaml:8:31: losses.out: unknown key 'wait'
            loss: squares | loss: square | m.yaml:8:1: loss: there is no loss named 'square', did you mean 'squares'?
            loss: squares | outputs: [out] | m.yaml:1:1: the key 'loss' is missing
            loss: squares | {loss: squares | not valid YAML
            loss: squares | losses: {} | m.yaml:8:1: losses: expected the loss of at least one output
            optimizer: | optimiser: | m.yaml:9:1: unknown key 'optimiser', did you mean 'optimizer'?
            learning-rate: 0.5 | rate: 0.5 | m.yaml:9:23: optimizer.descent: unknown key 'rate'
            learning-rate: 0.5 | learning-rate: .nan | m.yaml:9:23: optimizer.descent.learning-rate: expected a finite double
            schedule: decay | schedule: decai | m.yaml:10:1: schedule: there is no schedule named 'decai', did you mean 'decay'?
            [hits] | [hits, miss] | m.yaml:11:17: metrics[1]: there is no metric named 'miss'
            [hits] | {uot: hits} | m.yaml:11:11: metrics.uot: there is no output of this name, did you mean 'out'?
            epochs: 3 | epoch: 3 | m.yaml:12:23: training: unknown key 'epoch', did you mean 'epochs'?
            epochs: 3 | epochs: -3 | m.yaml:12:1: training: epochs is -3; expected a number of epochs
            {format: csv, columns: [1, 2]} | csv | m.yaml:13:1: data: expected a map, but got "csv" (text)
            name: a-sequence | name: [] | m.yaml:1:1: name: expected text
            name: a-sequence | name: " " | m.yaml:1:1: name: the name of a model is ' '
            name: a-sequence | layers: [] | m.yaml:3:1: the key 'layers' stands here a second time
            """)
    void aWrongValueIsNamedWithItsPlaceAndTheAlternatives(String part, String wrong, String expected) {
        Failure.contains(
                ConfigurationException.class, expected, () -> FILES.read(SEQUENCE.replace(part, wrong), "m.yaml"));
    }

    @Test
    void lossesAndMetricsMustFitTheShapesOfTheirOutputs() {
        Failure.contains(
                ConfigurationException.class,
                "m.yaml:8:1: loss: the loss squares does not apply to the output 'out' float[n, 2, 1]: expected [n, k], "
                        + "but got [n, 2, 1]",
                () -> FILES.read(SEQUENCE.replace("input: [4]", "input: [2, 4]"), "m.yaml"));
        Failure.contains(
                ConfigurationException.class,
                "m.yaml:11:11: metrics[0]: the metric hits does not apply to the output 'out' with the loss squares: "
                        + "expected one number a row, but got [2]",
                () -> FILES.read(SEQUENCE.replace("units: 1", "units: 2"), "m.yaml"));
    }

    @Test
    void severalOutputsNeedMapsOfLossesAndMetrics() {
        String two = SEQUENCE.replace("loss: squares", "outputs: [out, affine1]\nloss: squares");
        Failure.contains(
                ConfigurationException.class,
                "m.yaml:9:1: loss: the model has the outputs out, affine1; expected losses: {output: ",
                () -> FILES.read(two, "m.yaml"));
        Failure.contains(
                ConfigurationException.class,
                "m.yaml:12:1: metrics: the model has the outputs out, affine1; expected metrics: {output: ",
                () -> FILES.read(two.replace("loss: squares", "losses: {out: squares}"), "m.yaml"));
    }

    @Test
    void somethingElseThanAMapIsNoModel() {
        Failure.contains(
                ConfigurationException.class,
                "m.yaml:1:1: expected a map with the keys name, input, inputs, layers,",
                () -> FILES.read("- a\n- b\n", "m.yaml"));
    }

    @Test
    void aPlainModelNeedsNoFile() {
        ModelSpec spec = FILES.read(SEQUENCE, "m.yaml");
        assertEquals(spec, FILES.fromPlain(FILES.toPlain(spec)));
        Failure.contains(
                ConfigurationException.class,
                "the key 'layers' is missing",
                () -> FILES.fromPlain(Map.of("optimizer", "descent")));
    }
}
