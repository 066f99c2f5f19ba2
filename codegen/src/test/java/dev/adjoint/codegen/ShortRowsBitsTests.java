package dev.adjoint.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.graph.Functions;
import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.op.Input;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Rows of a few vectors each, which are written out, and what is reduced across such rows. */
class ShortRowsBitsTests {
    @Property(tries = 60)
    void softmaxAcrossRowsHasTheBitsOfTheInterpreter(
            @ForAll @IntRange(min = 1, max = 9) int rows,
            @ForAll @IntRange(min = 1, max = 9) int reduced,
            @ForAll @IntRange(min = 1, max = 18) int quarters,
            @ForAll Variant variant) {
        assertEquals(Optional.empty(), variant.difference(softmax(reduced, quarters * 4), rows));
    }

    @Test
    void allVectorsOfAShortRowStandInOneTurn() {
        String source = source(softmax(7, 48));
        assertTrue(source.contains(".div(sumVector3).intoArray(yArray, i * 336 + i1 * 48 + 32);"), source);
    }

    @Test
    void aMaximumOfFewVectorsHasTwoPartsThatDoNotWaitForEachOther() {
        String source = source(softmax(6, 16));
        assertTrue(source.contains("for (int r = 0; r < 3; r++)"), source);
        assertTrue(source.contains("total = total2.max(total);"), source);
    }

    private static String source(Program program) {
        return Variant.JANINO_16_LANES.source(program, 64);
    }

    private static Program softmax(int reduced, int width) {
        Tensor x = Tensor.of(new Input("x", TensorType.floats(Shape.of(Shape.ROWS, reduced, width))));
        Tensor y = Functions.softmax(x, 1);
        Tensor gradient = y.mul(x.sub(x.mul(y).sum(1).expand(1, reduced)));
        List<Program.Output> outputs = List.of(new Program.Output("y", y), new Program.Output("gradient", gradient));
        return new Program("softmax", List.of(x), List.of(), outputs, List.of(), Map.of());
    }
}
