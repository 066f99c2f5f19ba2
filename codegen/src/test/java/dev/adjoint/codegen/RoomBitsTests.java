package dev.adjoint.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Dot;
import dev.adjoint.api.op.Parameter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows with room for whole vectors, made of what does not stand side by side: the gradient of a bias behind heads. */
class RoomBitsTests {
    private static final int ROWS = 16;

    @ParameterizedTest
    @EnumSource
    void rowsOfSumsOverHeadsHaveTheInterpretersBits(Variant variant) {
        assertEquals(Optional.empty(), variant.difference(program(), ROWS));
    }

    /** With as many rows as there may be, nothing but a few numbers stands behind the last head of the last row. */
    @ParameterizedTest
    @EnumSource
    void contractionsWithHeadsSideBySideReadNothingBehindThem(Variant variant) {
        for (int size : List.of(3, 5, 6, 7)) {
            assertEquals(Optional.empty(), variant.difference(gradientOfProjection(size), 1), () -> "heads of " + size);
        }
    }

    /** Weights for few rows have room for many vectors, and what they become may have none. */
    @ParameterizedTest
    @EnumSource
    void weightsBecomeWhatHasLessRoom(Variant variant) {
        for (int size : List.of(33, 65, 129)) {
            assertEquals(Optional.empty(), variant.difference(reshapedUpdate(size), 1), () -> size + " columns");
        }
    }

    private static Program reshapedUpdate(int size) {
        Tensor factor = Tensor.of(new Parameter("factor", Shape.of(1, 1, 1)));
        Tensor w = Tensor.of(new Parameter("w", Shape.of(1, 1, size)));
        Tensor y = factor.dot(w, new Dot(List.of(), List.of(), List.of(1, 2), List.of(0, 1)))
                .mul(0.5);
        return new Program(
                "reshaped",
                List.of(),
                List.of(factor, w),
                List.of(new Program.Output("y", y.expand(1, 16))),
                List.of(new Program.Assignment(w, y.reshape(Shape.of(1, 1, size)))),
                Map.of());
    }

    /** The gradient of the weights that make two heads of a size, and an update by it. */
    private static Program gradientOfProjection(int size) {
        TrainingGraph graph = new TrainingGraph();
        Tensor x = graph.input("x", 9, 12);
        Tensor heads = graph.input("heads", 2, 9, size);
        Tensor w = Tensor.of(new Parameter("w", Shape.of(12, 2 * size)));
        Tensor together = heads.tanh().permute(0, 2, 1, 3).reshape(Shape.of(Shape.ROWS, 9, 2 * size));
        Tensor gradient = x.dot(together, new Dot(List.of(), List.of(), List.of(0, 1), List.of(0, 1)));
        return new Program(
                "projection",
                List.of(x, heads),
                List.of(w),
                List.of(new Program.Output("y", x.matmul(w))),
                List.of(new Program.Assignment(w, w.sub(gradient))),
                Map.of());
    }

    private static Program program() {
        Tensor x = new TrainingGraph().input("x", 2, 6, 4);
        Tensor perRow =
                x.permute(0, 2, 1, 3).reshape(Shape.of(Shape.ROWS, 6, 8)).sum(1);
        List<Program.Output> outputs = List.of(new Program.Output("bias", perRow.sum(0)));
        return new Program("heads", List.of(x), List.of(), outputs, List.of(), Map.of());
    }
}
