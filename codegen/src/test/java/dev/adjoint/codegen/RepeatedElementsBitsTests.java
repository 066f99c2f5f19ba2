package dev.adjoint.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Dot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sums over axes of which one falls into blocks: the gradient of a convolution's kernel in front of a pool of means. */
class RepeatedElementsBitsTests {
    private static final int ROWS = 5;
    private static final int SIZE = 6;

    @ParameterizedTest
    @EnumSource
    void productsAreAddedInTheOrderOfTheAxes(Variant variant) {
        assertEquals(Optional.empty(), variant.difference(program(), ROWS));
    }

    /** Each mean has a gradient, and so has each of the two, or two by two, numbers that it is made of. */
    private static Program program() {
        TrainingGraph graph = new TrainingGraph();
        Tensor images = graph.input("images", SIZE, SIZE, 3);
        Tensor ofColumns = graph.input("columns", SIZE, SIZE / 2, 5);
        Tensor ofBoth = graph.input("both", SIZE / 2, SIZE / 2, 5);
        Tensor columns = ofColumns.expand(3, 2).reshape(Shape.of(Shape.ROWS, SIZE, SIZE, 5));
        Tensor both = ofBoth.expand(3, 2).expand(2, 2).reshape(Shape.of(Shape.ROWS, SIZE, SIZE, 5));
        Dot places = new Dot(List.of(), List.of(), List.of(0, 1, 2), List.of(0, 1, 2));
        List<Program.Output> outputs = List.of(
                new Program.Output("of columns", images.dot(columns, places)),
                new Program.Output("of both", images.dot(both, places)),
                new Program.Output("the other way", both.dot(images, places)));
        return new Program("places", List.of(images, ofColumns, ofBoth), List.of(), outputs, List.of(), Map.of());
    }
}
