package dev.adjoint.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.adjoint.api.backend.CompileOptions;
import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.op.Input;
import dev.adjoint.runtime.interpreter.InterpreterBackend;
import dev.adjoint.testkit.program.Feed;
import dev.adjoint.testkit.program.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A maximum has the same bits in whatever order it is found: of zeros with either sign, infinities and NaN as well. */
class MaxBitsTests {
    private static final int ROWS = 64;
    private static final float[] SPECIAL = {
        -0f, 0f, Float.NEGATIVE_INFINITY, Float.NaN, -1, Float.MIN_VALUE, 1, Float.POSITIVE_INFINITY
    };

    @ParameterizedTest
    @ValueSource(ints = {5, 10, 16, 32, 37, 48})
    void theLargestOfARowHasTheInterpretersBits(int elements) {
        check(2, 3, elements);
    }

    @ParameterizedTest
    @CsvSource({"1,16", "2,16", "4,7", "6,32", "7,16", "8,48", "10,3", "32,64"})
    void theLargestOfAColumnHasTheInterpretersBits(int elements, int columns) {
        check(1, elements, columns);
    }

    private static void check(int axis, int rows, int columns) {
        Tensor x = Tensor.of(new Input("x", TensorType.floats(Shape.of(Shape.ROWS, rows, columns))));
        Program program = new Program(
                "max", List.of(x), List.of(), List.of(new Program.Output("y", x.max(axis))), List.of(), Map.of());
        Feed feed = new Feed(program, ROWS, Map.of(x, values(rows, columns)));
        Outcome expected = feed.run(new InterpreterBackend().compile(program, CompileOptions.forRows(ROWS)), 1);
        for (Variant variant : Variant.values()) {
            Outcome actual = feed.run(variant.compile(program, ROWS), 1);
            assertEquals(Optional.empty(), expected.difference(actual), variant::toString);
        }
    }

    /** Rows of few kinds of numbers, so that each kind is the largest of some. */
    private static float[] values(int rows, int columns) {
        Random random = new Random(1);
        float[] values = new float[ROWS * rows * columns];
        for (int row = 0; row < ROWS * rows; row++) {
            int kinds = 1 + random.nextInt(SPECIAL.length);
            for (int i = 0; i < columns; i++) {
                values[row * columns + i] = SPECIAL[random.nextInt(kinds)];
            }
        }
        return values;
    }
}
