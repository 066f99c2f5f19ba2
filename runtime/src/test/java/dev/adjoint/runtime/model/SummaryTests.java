package dev.adjoint.runtime.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.adjoint.api.graph.Loops;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Layer;
import dev.adjoint.api.plugin.LayerScope;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTests {
    /** Two affine parts, one behind the other. */
    private record Pair() implements Layer {
        @Override
        public Tensor apply(LayerScope scope, Tensor x) {
            return scope.apply("b", new Affine(2), scope.apply("a", new Affine(3), x));
        }
    }

    /** h = 2 h + x, three times. */
    private record Repeat() implements Layer {
        @Override
        public Tensor apply(LayerScope scope, Tensor x) {
            return Loops.scan(3, false, List.of(x), List.of(), (carries, slices) -> {
                        Tensor next = carries.get(0).mul(2).add(x);
                        return new Loops.Step(List.of(next), List.of());
                    })
                    .carries()
                    .get(0);
        }
    }

    /** Scales by a number that is kept, not trained. */
    private record Kept() implements Layer {
        @Override
        public Tensor apply(LayerScope scope, Tensor x) {
            return x.mul(scope.state("scale", Shape.SCALAR, new Fill()));
        }
    }

    @Test
    void countsParametersAndMultiplyAddsOfEachLayer() {
        Summary summary = Summary.of(Network.input(784)
                .then(new Affine(128))
                .then(new Rectify())
                .then("logits", new Affine(10))
                .build());
        assertEquals(
                List.of(
                        new Summary.LayerSummary(
                                "affine1",
                                "affine",
                                List.of("input"),
                                Shape.of(Shape.ROWS, 128),
                                785 * 128,
                                2 * 784 * 128 + 128),
                        new Summary.LayerSummary(
                                "rectify1", "rectify", List.of("affine1"), Shape.of(Shape.ROWS, 128), 0, 128),
                        new Summary.LayerSummary(
                                "logits",
                                "affine",
                                List.of("rectify1"),
                                Shape.of(Shape.ROWS, 10),
                                1290,
                                2 * 128 * 10 + 10)),
                summary.layers());
        assertEquals(785 * 128 + 1290, summary.parameters());
        assertEquals(200_832 + 128 + 2_570, summary.flops());
    }

    @Test
    void partsCountForTheLayerThatHasThem() {
        Summary.LayerSummary pair =
                Summary.of(Network.input(4).then(new Pair()).build()).layers().get(0);
        assertEquals(5 * 3 + 4 * 2, pair.parameters());
        assertEquals(2 * 4 * 3 + 3 + 2 * 3 * 2 + 2, pair.flops());
    }

    @Test
    void aLoopCountsItsBodyForEachStep() {
        Summary.LayerSummary loop =
                Summary.of(Network.input(5).then(new Repeat()).build()).layers().get(0);
        assertEquals(3 * 2 * 5, loop.flops());
    }

    @Test
    void statesAreNoParameters() {
        assertEquals(0, Summary.of(Network.input(5).then(new Kept()).build()).parameters());
    }

    @Test
    void theTextIsATable() {
        Network network = Network.input("image", 28, 28)
                .input("extra", 1200)
                .then("long-name", new Affine(3))
                .layer("row", new Affine(3), "image")
                .output("row", "long-name")
                .build();
        assertEquals("""
                layer      plugin  output       parameters   FLOPs
                --------------------------------------------------
                image              [n, 28, 28]
                extra              [n, 1200]
                long-name  affine  [n, 3]            3,603   7,203
                row        affine  [n, 28, 3]           87   4,788
                --------------------------------------------------
                total                                3,690  11,991
                """, Summary.of(network).toString());
    }
}
