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

/** Heads of attention that are contracted one by one and read side by side, and the gradient of a kernel behind them. */
class HeadsBitsTests {
    private static final Dot MIXTURE = new Dot(List.of(0, 1), List.of(0, 2), List.of(3), List.of(1));
    private static final int STEPS = 7;

    @ParameterizedTest
    @EnumSource
    void headsSideBySideHaveTheInterpretersBits(Variant variant) {
        for (int heads : List.of(2, 3)) {
            for (int size : List.of(1, 5, 8, 16)) {
                for (int rows : List.of(1, 3)) {
                    Program program = program(heads, size);
                    assertEquals(
                            Optional.empty(),
                            variant.difference(program, rows),
                            () -> heads + " heads of " + size + ", " + rows + " rows");
                }
            }
        }
    }

    private static Program program(int heads, int size) {
        TrainingGraph graph = new TrainingGraph();
        Tensor weights = graph.input("weights", heads, STEPS, STEPS);
        Tensor values = graph.input("values", STEPS, heads, size);
        Tensor x = graph.input("x", STEPS, 6);
        int features = heads * size;
        Tensor kernel = Tensor.of(new Parameter("kernel", Shape.of(features, features)));
        Tensor inner = Tensor.of(new Parameter("inner", Shape.of(6, features)));
        Tensor together =
                weights.dot(values, MIXTURE).permute(0, 2, 1, 3).reshape(Shape.of(Shape.ROWS, STEPS, features));
        Tensor gradient = x.dot(together, new Dot(List.of(), List.of(), List.of(0, 1), List.of(0, 1)));
        return new Program(
                "heads",
                List.of(weights, values, x),
                List.of(kernel, inner),
                List.of(
                        new Program.Output("projection", together.matmul(kernel)),
                        new Program.Output("bias", together.sum(1).sum(0))),
                List.of(new Program.Assignment(inner, inner.sub(gradient))),
                Map.of());
    }
}
