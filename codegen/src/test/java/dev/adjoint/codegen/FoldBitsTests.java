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

class FoldBitsTests {
    private static final int ROWS = 3;

    @ParameterizedTest
    @CsvSource({
        "11, 3, 1, 1, 0, 16", // the ends written out, a loop between them
        "11, 3, 1, 1, 2, 5", // longer than the windows reach
        "3, 3, 1, 1, 0, 8", // one element lies in a window at each place
        "2, 3, 1, 1, 0, 8", // and here none does
        "6, 2, 1, 3, 1, 7", // with holes
        "1, 1, 1, 1, 0, 4",
        "9, 9, 1, 1, 0, 4", // too many sums to be written out
        "4, 3, 2, 1, 1, 9", // windows that move by two
        "4, 3, 2, 1, 0, 1", // nothing inside of the folded axis
        "11, 3, 1, 1, 0, 1",
        "11, 3, 1, 1, 0, 2", // vectors that reach over several positions
        "11, 4, 1, 1, 0, 6",
        "7, 2, 1, 1, 0, 13",
        "9, 3, 1, 2, 1, 29"
    })
    void windowsAreAddedBackToTheInterpretersBits(
            int positions, int size, int stride, int dilation, int more, int channels) {
        int length = (positions - 1) * stride + (size - 1) * dilation + 1 + more;
        Tensor x = Tensor.of(new Input("x", TensorType.floats(Shape.of(Shape.ROWS, 2, positions, size, channels))));
        Tensor y = x.fold(2, length, stride, dilation);
        Program program =
                new Program("fold", List.of(x), List.of(), List.of(new Program.Output("y", y)), List.of(), Map.of());
        float[] values = new float[(int) x.shape().elements(ROWS)];
        Random random = new Random(1);
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(4) == 0 ? -0f : (float) random.nextGaussian();
        }
        Feed feed = new Feed(program, ROWS, Map.of(x, values));
        Outcome expected = feed.run(new InterpreterBackend().compile(program, CompileOptions.forRows(ROWS)), 1);
        for (Variant variant : Variant.values()) {
            Outcome actual = feed.run(variant.compile(program, ROWS), 1);
            assertEquals(Optional.empty(), expected.difference(actual), variant::toString);
        }
    }
}
