package dev.adjoint.codegen.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.adjoint.api.backend.KernelOutline;
import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.op.Flip;
import dev.adjoint.api.op.Input;
import dev.adjoint.api.op.Slice;
import dev.adjoint.codegen.schedule.Identifiers;
import dev.adjoint.codegen.schedule.Schedule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangesTests {
    private static final int CAPACITY = 8;

    private final Tensor x = Tensor.of(new Input("x", TensorType.floats(Shape.of(Shape.ROWS, 9, 50))));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | 0 | 5 | 2 | [:, ::2]",
                "1 | 1 | 4 | 2 | [:, 1::2]",
                "1 | 0 | 3 | 2 | [:, :5:2]",
                "1 | 3 | 4 | 1 | [:, 3:7]",
                "1 | 3 | 6 | 1 | [:, 3:]",
                "2 | 0 | 20 | 1 | [:, :, :20]",
                "2 | 7 | 1 | 1 | [:, :, 7]",
            })
    void aSliceIsTheRangeOfItsAxis(int axis, int start, int size, int stride, String expected) {
        assertEquals(expected, Ranges.of(Tensor.of(new Slice(axis, start, size, stride), x)));
    }

    @Test
    void aFlippedAxisRunsBackwards() {
        assertEquals("[:, ::-1]", Ranges.of(Tensor.of(new Flip(1), x)));
    }

    @Test
    void aFormulaTellsTheSlicesOfATensorApart() {
        Tensor even = Tensor.of(new Slice(1, 0, 4, 2), x);
        Tensor odd = Tensor.of(new Slice(1, 1, 4, 2), x);
        Program program = new Program(
                "pairs",
                List.of(x),
                List.of(),
                List.of(new Program.Output("y", even.maximum(odd))),
                List.of(),
                Map.of());
        Schedule schedule = Schedule.of(program, new Identifiers(), 8, CAPACITY);
        GeneratedSource source = ProgramEmitter.emit(schedule, new Target(8, CAPACITY));
        List<KernelOutline> kernels = Outlines.of(schedule, source);
        assertEquals(
                List.of("yArray = max(xArray[:, :7:2], xArray[:, 1::2])"),
                kernels.get(0).formulas());
    }
}
