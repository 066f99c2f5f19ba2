package dev.adjoint.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.graph.Program;
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

/** Sums along the last axis have the interpreter's bits in whatever blocks of rows they are folded. */
class RowSumBitsTests {
    @ParameterizedTest
    @CsvSource({"5, 1, 7", "16, 1, 10", "17, 1, 16", "37, 3, 5", "11, 3, 48", "9, 16, 37", "3, 20, 32", "5, 8, 64"})
    void theSumsOfRowsHaveTheInterpretersBits(int rows, int inner, int elements) {
        Program program = centred(inner, elements);
        for (Variant variant : Variant.values()) {
            assertEquals(Optional.empty(), variant.difference(program, rows), variant::toString);
        }
    }

    @Test
    void thePartialResultsOfABlockAreFoldedTogether() {
        String source = Variant.JANINO_8_LANES.source(centred(16, 32), 9);
        assertTrue(source.contains("block += 16"), source);
        assertTrue(source.contains("foldSquare(partials, 0, 0);"), source);
        assertTrue(source.contains("foldSquare(partials, 128, 8);"), source);
    }

    /** Rows less their mean, and the sum of their squares with what makes its kernel read once more. */
    private static Program centred(int inner, int elements) {
        Tensor x = Tensor.of(new Input("x", TensorType.floats(Shape.of(Shape.ROWS, inner, elements))));
        Tensor mean = x.sum(2).mul(1f / elements);
        Tensor centred = x.sub(mean.expand(2, elements));
        Tensor spread = centred.square().sum(2).add(mean);
        return new Program(
                "centred",
                List.of(x),
                List.of(),
                List.of(new Program.Output("centred", centred), new Program.Output("spread", spread)),
                List.of(),
                Map.of());
    }
}
