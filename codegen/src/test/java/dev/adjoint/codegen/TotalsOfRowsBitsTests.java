package dev.adjoint.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Program.Output;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.op.Input;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sums and maxima of rows that are 4 KB long, or a multiple of that. */
class TotalsOfRowsBitsTests {
    @ParameterizedTest
    @CsvSource({"2, 64, 1024", "70, 1, 1024", "65, 2, 512", "64, 3, 1024", "1, 65, 2048"})
    void theyHaveTheInterpretersBits(int rows, int lines, int columns) {
        Program program = reduced(lines, columns);
        for (Variant variant : Variant.values()) {
            assertEquals(Optional.empty(), variant.difference(program, rows), variant::toString);
        }
    }

    @Test
    void oneRowAfterTheOtherIsAdded() {
        assertTrue(source(reduced(1, 1024), 64).contains("Arrays.fill(totals, 0f);"));
    }

    @Test
    void fewRowsAndRowsOfOtherLengthsAreAddedInRegisters() {
        assertFalse(source(reduced(1, 1024), 63).contains("totals"));
        assertFalse(source(reduced(1, 1000), 64).contains("totals"));
    }

    private static String source(Program program, int capacity) {
        return Variant.JANINO_16_LANES.source(program, capacity);
    }

    /** What is left of images over all of them, and over the lines of each. */
    private static Program reduced(int lines, int columns) {
        Tensor x = Tensor.of(new Input("x", TensorType.floats(Shape.of(Shape.ROWS, lines, columns))));
        Tensor y = x.mul(x.add(1));
        List<Output> outputs = List.of(
                new Output("sum", y.sum(0).mul(0.5)),
                new Output("sum of lines", y.sum(1)),
                new Output("largest line", y.max(1)),
                new Output("number of the largest", y.argMax(1)));
        return new Program("reduced", List.of(x), List.of(), outputs, List.of(), Map.of());
    }
}
