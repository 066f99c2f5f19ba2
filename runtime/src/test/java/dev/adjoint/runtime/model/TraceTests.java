package dev.adjoint.runtime.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.ConfigurationException;
import dev.adjoint.api.PluginException;
import dev.adjoint.api.ShapeException;
import dev.adjoint.api.graph.Graph;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Input;
import dev.adjoint.api.op.Random;
import dev.adjoint.api.plugin.Layer;
import dev.adjoint.api.plugin.LayerScope;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class TraceTests {
    /** A layer written as a function. */
    private record Scripted(BiFunction<LayerScope, Tensor, Tensor> body) implements Layer {
        @Override
        public Tensor apply(LayerScope scope, Tensor input) {
            return body.apply(scope, input);
        }
    }

    /** Drops a half, and keeps the mean of what it saw. */
    private record Noisy() implements Layer {
        @Override
        public Tensor apply(LayerScope scope, Tensor x) {
            Tensor seen = scope.state("seen", Shape.SCALAR, new Fill(0));
            scope.assign("seen", seen.add(x.sum()));
            Tensor scale = scope.parameter(
                    "scale",
                    Shape.of(x.shape().last()),
                    new Fill(),
                    w -> w.square().sum());
            Tensor y = x.mul(scale);
            return scope.training() ? y.mul(scope.random(x.shape())).mul(scope.random(x.shape())) : y;
        }
    }

    private record Block(int units) implements Layer {
        @Override
        public Tensor apply(LayerScope scope, Tensor x) {
            Tensor hidden = scope.apply("inner", new Affine(units), x).maximum(0);
            return scope.apply("outer", new Affine(x.shape().last()), hidden).add(x);
        }
    }

    @Test
    void variablesHavePathsInTheOrderOfTheLayers() {
        Trace trace = Network.input(4)
                .then(new Affine(3))
                .then("logits", new Affine(2))
                .build()
                .trace(true);
        assertEquals(
                List.of("affine1/kernel", "affine1/bias", "logits/kernel", "logits/bias"),
                trace.variables().stream().map(TracedVariable::path).toList());
        assertEquals(Shape.of(4, 3), trace.variables().get(0).shape());
        assertTrue(trace.variables().get(0).trained());
        assertEquals("logits", trace.outputs().get(0).name());
        assertEquals(Shape.of(Shape.ROWS, 2), trace.outputs().get(0).value().shape());
        assertEquals("input", ((Input) trace.inputs().get(0).op()).name());
    }

    @Test
    void everyTensorButTheInputsIsLabelledWithItsLayer() {
        Trace trace = Network.input(4)
                .then(new Affine(3))
                .then(new Rectify())
                .then(new Block(5))
                .build()
                .trace(true);
        Tensor output = trace.outputs().get(0).value();
        for (Tensor tensor : Graph.topological(List.of(output))) {
            assertEquals(tensor.op() instanceof Input, !trace.labels().containsKey(tensor), tensor.toString());
        }
        assertEquals("block1", trace.labels().get(output));
        assertEquals("block1/outer", trace.labels().get(output.input(0)));
        assertEquals("rectify1", trace.labels().get(output.input(1)));
    }

    @Test
    void partsExtendThePath() {
        Trace trace = Network.input(4).then("b", new Block(5)).build().trace(false);
        assertEquals(
                List.of("b/inner/kernel", "b/inner/bias", "b/outer/kernel", "b/outer/bias"),
                trace.variables().stream().map(TracedVariable::path).toList());
    }

    @Test
    void aTensorMayFeedSeveralLayers() {
        Trace trace = Network.input(4)
                .then("a", new Affine(3))
                .layer("sum", new Plus(), "a", "a")
                .output("sum", "a")
                .build()
                .trace(false);
        Tensor sum = trace.outputs().get(0).value();
        assertSame(trace.outputs().get(1).value(), sum.input(0));
        assertSame(sum.input(0), sum.input(1));
    }

    @Test
    void assignmentsPenaltiesAndNoiseBelongToTraining() {
        Network network = Network.input(4).then(new Noisy()).build();
        Trace training = network.trace(true);
        assertEquals(1, training.assignments().size());
        assertEquals(1, training.penalties().size());
        assertEquals(
                "noisy1", training.labels().get(training.assignments().get(0).value()));
        assertEquals("noisy1", training.labels().get(training.penalties().get(0)));
        Trace prediction = network.trace(false);
        assertEquals(List.of(), prediction.assignments());
        assertEquals(List.of(), prediction.penalties());
        assertEquals(
                List.of("noisy1/seen", "noisy1/scale"),
                prediction.variables().stream().map(TracedVariable::path).toList());
    }

    @Test
    void randomTensorsHaveStreamsOfTheirOwnThatAreTheSameEachTime() {
        Network network = Network.input(4).then(new Noisy()).then(new Noisy()).build();
        assertEquals(List.of(0, 1, 2, 3), streams(network.trace(true)));
        assertEquals(List.of(0, 1, 2, 3), streams(network.trace(true)));
    }

    @Test
    void aShapeErrorNamesTheLayerAndShowsTheShapesOnTheWay() {
        Network network = Network.builder()
                .input("image", 4)
                .input("extra", 2)
                .layer("trunk", new Affine(3), "image")
                .layer("other", new Affine(7), "image")
                .layer("sum", new Plus(), "trunk", "extra")
                .layer("head", new Affine(7), "sum")
                .output("head", "other")
                .build();
        String message = Failure.message(ShapeException.class, () -> network.trace(true));
        assertTrue(
                message.startsWith("layer 'sum' (plugin plus, dev.adjoint.runtime.model.Plus) does not fit: "),
                message);
        assertTrue(
                message.endsWith("The shapes on the way:\n"
                        + "  image  [n, 4]\n"
                        + "  extra  [n, 2]\n"
                        + "  trunk  [n, 3]\n"
                        + "  sum    fails here (from trunk, extra)"),
                message);
    }

    @Test
    void anErrorInAPartNamesThePart() {
        Layer outer = new Scripted((scope, x) -> scope.apply("part", new Affine(2), x.reshape(Shape.of(Shape.ROWS))));
        Layer outside = new Scripted((scope, x) -> scope.apply("block", outer, x));
        String message = message(failure(ShapeException.class, outside));
        assertTrue(message.startsWith("layer 'a/block' "), message);
    }

    @Test
    void aParameterMayNotDependOnTheRows() {
        Network network = Network.input().then(new Affine(3)).build();
        String message = Failure.message(ShapeException.class, () -> network.trace(true));
        assertTrue(message.contains("the parameter 'kernel' would have the shape [n, 3]"), message);
    }

    @Test
    void aLayerThatFailsIsNamedWithItsCause() {
        RuntimeException cause = new IllegalStateException("no luck");
        PluginException e = failure(PluginException.class, new Scripted((scope, x) -> {
            throw cause;
        }));
        assertSame(cause, e.getCause());
        assertTrue(message(e).startsWith("layer 'a' (plugin scripted, "), message(e));
    }

    @Test
    void aWrongSettingFoundWhileTracingNamesTheLayer() {
        ConfigurationException e = failure(ConfigurationException.class, new Scripted((scope, x) -> {
            throw new ConfigurationException("units must be positive");
        }));
        assertTrue(message(e).startsWith("layer 'a' "), message(e));
    }

    @Test
    void brokenContractsAreErrorsOfThePlugin() {
        broken("asks twice for 'w'", (scope, x) -> {
            scope.parameter("w", Shape.SCALAR, new Fill());
            return x.mul(scope.parameter("w", Shape.SCALAR, new Fill()));
        });
        broken("calls a parameter 'a/b'", (scope, x) -> x.mul(scope.parameter("a/b", Shape.SCALAR, new Fill())));
        broken("asks twice for 'p'", (scope, x) -> scope.apply("p", new Rectify(), scope.apply("p", new Rectify(), x)));
        broken("no state of it; its states are [s]", (scope, x) -> {
            scope.state("s", Shape.SCALAR, new Fill());
            scope.assign("t", x.sum());
            return x;
        });
        broken("assigns twice to the state 's'", (scope, x) -> {
            scope.state("s", Shape.SCALAR, new Fill());
            scope.assign("s", x.sum());
            scope.assign("s", x.sum());
            return x;
        });
        broken("penalty is float[n, 4]", (scope, x) -> {
            scope.penalty(x);
            return x;
        });
        broken("returned the shape []", (scope, x) -> x.sum());
        broken("returned null", (scope, x) -> null);
    }

    @Test
    void aStateKeepsItsShape() {
        ShapeException e = failure(ShapeException.class, new Scripted((scope, x) -> {
            scope.state("s", Shape.SCALAR, new Fill());
            scope.assign("s", x);
            return x;
        }));
        assertTrue(message(e).contains("the state 's' is float[] but is assigned float[n, 4]"), message(e));
    }

    @Test
    void tracingTwiceGivesNewTensors() {
        Network network = Network.input(4).then(new Affine(3)).build();
        assertNotEquals(
                network.trace(false).outputs().get(0).value(),
                network.trace(false).outputs().get(0).value());
    }

    private static void broken(String expected, BiFunction<LayerScope, Tensor, Tensor> body) {
        PluginException e = failure(PluginException.class, new Scripted(body));
        assertTrue(message(e).startsWith("layer 'a' (plugin scripted"), message(e));
        assertTrue(message(e).contains(expected), message(e));
    }

    private static <E extends RuntimeException> E failure(Class<E> kind, Layer layer) {
        Network network = Network.input(4).then("a", layer).build();
        return assertThrows(kind, () -> network.trace(true));
    }

    private static String message(RuntimeException e) {
        return String.valueOf(e.getMessage());
    }

    private static List<Integer> streams(Trace trace) {
        return Graph.topological(List.of(trace.outputs().get(0).value())).stream()
                .filter(tensor -> tensor.op() instanceof Random)
                .map(tensor -> ((Random) tensor.op()).stream())
                .sorted()
                .toList();
    }
}
