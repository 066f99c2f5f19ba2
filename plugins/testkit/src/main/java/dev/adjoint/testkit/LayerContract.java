package dev.adjoint.testkit;

import dev.adjoint.api.ShapeException;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Layer;
import dev.adjoint.runtime.interpreter.InterpreterBackend;
import dev.adjoint.runtime.model.Network;
import dev.adjoint.runtime.model.NetworkBuilder;
import dev.adjoint.runtime.model.Trace;
import dev.adjoint.runtime.model.TracedOutput;
import dev.adjoint.runtime.model.TracedVariable;
import dev.adjoint.runtime.train.Engine;
import dev.adjoint.runtime.train.Model;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.AssertionFailedError;

/**
 * The contract of layers: right derivatives in training and in prediction, the same bits from every backend for any
 * number of rows, rows that do not mix in prediction, a configuration that survives a model file.
 *
 * @param rows the shape of a row of each input; a row of 4 numbers if none is given
 * @param domain the numbers that the inputs hold
 * @param mixing whether rows may mix in prediction
 */
public record LayerContract(Layer layer, List<Shape> rows, Domain domain, boolean mixing) implements Contract {
    public LayerContract {
        rows = List.copyOf(rows);
    }

    LayerContract(Layer layer) {
        this(layer, List.of(), Domain.NUMBERS, false);
    }

    /** Adds an input with rows of this shape. */
    public LayerContract input(int... row) {
        List<Shape> more = new ArrayList<>(rows);
        more.add(Shape.of(row));
        return new LayerContract(layer, more, domain, mixing);
    }

    /** Sets the numbers that the inputs hold. */
    public LayerContract of(Domain inputs) {
        return new LayerContract(layer, rows, inputs, mixing);
    }

    /** Allows a row's result to depend on the other rows. */
    public LayerContract mixingRows() {
        return new LayerContract(layer, rows, domain, true);
    }

    @Override
    public String name() {
        return layer.pluginName() + " " + layer + " on " + shapes();
    }

    @Override
    public Stream<DynamicTest> tests() {
        List<Law> laws = new ArrayList<>(ConfigurationLaws.of(Layer.class, layer));
        laws.add(new Law("it states the same graph each time", this::sameGraph));
        laws.add(new Law("equal seeds give equal parameters", this::sameParameters));
        laws.add(new Law("a shape that does not fit is a ShapeException", this::wrongShapes));
        laws.add(new Law("no rows give no predictions", this::noRows));
        laws.addAll(GradientLaws.of(() -> subject(true)));
        laws.addAll(PrecisionLaws.of(() -> subject(true).withGradients()));
        laws.addAll(BackendLaws.of(() -> subject(true).withGradients()));
        if (!mixing) {
            laws.addAll(RowLaws.of(() -> subject(false)));
        }
        return laws.stream().map(law -> law.test(name()));
    }

    private List<Shape> shapes() {
        return rows.isEmpty() ? List.of(Shape.of(4)) : rows;
    }

    private Trace trace(boolean training, List<Shape> shapes) {
        return network(shapes).trace(training);
    }

    private Network network(List<Shape> shapes) {
        NetworkBuilder network = Network.builder();
        String[] inputs = new String[shapes.size()];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = "input" + (i + 1);
            network.input(inputs[i], domain.dtype(), shapes.get(i));
        }
        return network.layer("layer", layer, inputs).build();
    }

    private Subject subject(boolean training) {
        Trace trace = trace(training, shapes());
        List<Leaf> leaves = new ArrayList<>();
        trace.inputs().forEach(input -> leaves.add(new Leaf(input, domain)));
        for (TracedVariable variable : trace.variables()) {
            leaves.add(Leaf.variable(variable.leaf(), variable.initializer()));
        }
        return new Subject(leaves, results(trace), trace.assignments());
    }

    private static List<Tensor> results(Trace trace) {
        List<Tensor> results = new ArrayList<>(
                trace.outputs().stream().map(TracedOutput::value).toList());
        results.addAll(trace.penalties());
        return results;
    }

    private void noRows() {
        Network network = network(shapes());
        Model model = Model.of(Surroundings.model(network), new Engine(new InterpreterBackend()));
        Map<String, float[]> nothing = new HashMap<>();
        network.inputs().forEach(input -> nothing.put(input.name(), new float[0]));
        model.predict(nothing).forEach((output, values) -> {
            if (values.length > 0) {
                throw new AssertionFailedError("from no rows it predicts " + Arrays.toString(values));
            }
        });
    }

    private void sameGraph() {
        for (boolean training : new boolean[] {true, false}) {
            SameGraph.assertSame(results(trace(training, shapes())), results(trace(training, shapes())));
        }
    }

    private void sameParameters() {
        Trace one = trace(true, shapes());
        Trace other = trace(true, shapes());
        for (int i = 0; i < one.variables().size(); i++) {
            if (!Arrays.equals(
                    first(one.variables().get(i)), first(other.variables().get(i)))) {
                throw new AssertionFailedError(one.variables().get(i).path() + " differs from one time to the next");
            }
        }
    }

    private static float[] first(TracedVariable variable) {
        float[] values = new float[Math.toIntExact(variable.shape().elements())];
        variable.initializer().initialize(values, variable.shape(), new SplittableRandom(Seed.VALUE));
        return values;
    }

    /** Scalars for rows, and one input more than fits: the layer takes them, or says clearly that it does not. */
    private void wrongShapes() {
        List<Shape> more = new ArrayList<>(shapes());
        more.add(Shape.of(1, 1, 1, 1, 1));
        for (List<Shape> odd :
                List.of(shapes().stream().map(shape -> Shape.SCALAR).toList(), more)) {
            try {
                trace(true, odd);
            } catch (ShapeException expected) {
                if (expected.getMessage() == null || expected.getMessage().isBlank()) {
                    throw new AssertionFailedError("the ShapeException for rows of shapes " + odd + " says nothing");
                }
            }
        }
    }
}
