package dev.adjoint.api.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.ShapeException;
import dev.adjoint.api.graph.Graph;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.op.Input;
import dev.adjoint.api.op.Parameter;
import dev.adjoint.api.op.Random;
import dev.adjoint.api.op.State;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayerTests {
    private static final Tensor X = Tensor.of(new Input("x", TensorType.floats(Shape.of(Shape.ROWS, 3))));

    private record PlusOne() implements Layer {
        @Override
        public Tensor apply(LayerScope scope, Tensor input) {
            return input.add(1);
        }
    }

    private record SumOfAll() implements MergeLayer {
        @Override
        public Tensor apply(LayerScope scope, List<Tensor> inputs) {
            return inputs.stream().reduce(Tensor::add).orElseThrow();
        }
    }

    /** Hands out parameters and collects penalties. */
    private static final class Scope implements LayerScope {
        private final List<Tensor> penalties = new ArrayList<>();

        @Override
        public Tensor parameter(String name, Shape shape, Initializer initializer) {
            return Tensor.of(new Parameter(name, shape));
        }

        @Override
        public Tensor state(String name, Shape shape, Initializer initializer) {
            return Tensor.of(new State(name, shape));
        }

        @Override
        public void assign(String name, Tensor value) {}

        @Override
        public boolean training() {
            return true;
        }

        @Override
        public Tensor random(Shape shape) {
            return Tensor.of(new Random(0, shape));
        }

        @Override
        public void penalty(Tensor scalar) {
            penalties.add(scalar);
        }

        @Override
        public Tensor apply(String name, Layer part, Tensor input) {
            return part.apply(this, input);
        }
    }

    @Test
    void anOrdinaryLayerTakesExactlyOneInput() {
        Layer layer = new PlusOne();
        assertEquals(X, layer.apply(new Scope(), List.of(X)).input(0));
        String message = assertThrows(ShapeException.class, () -> layer.apply(new Scope(), List.of(X, X)))
                .getMessage();
        assertEquals("plus-one takes 1 input but got 2", message);
    }

    @Test
    void aMergeLayerTakesOneInputAsAList() {
        assertSame(X, new SumOfAll().apply(new Scope(), X));
    }

    @Test
    void aParameterWithARegularizerAddsItsPenalty() {
        Scope scope = new Scope();
        Regularizer squares = parameter -> parameter.square().sum();
        Initializer zeros = (values, shape, random) -> {};
        Tensor kernel = scope.parameter("kernel", Shape.of(3), zeros, squares);
        assertEquals(1, scope.penalties.size());
        assertTrue(Graph.topological(scope.penalties).contains(kernel));
    }

    @Test
    void aPluginIsNamedAfterItsClass() {
        assertEquals("plus-one", new PlusOne().pluginName());
        assertEquals("sum-of-all", new SumOfAll().pluginName());
    }
}
