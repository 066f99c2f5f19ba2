package dev.adjoint.codegen.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.graph.Graph;
import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.op.Input;
import dev.adjoint.api.op.Parameter;
import dev.adjoint.codegen.cost.KernelWork;
import dev.adjoint.codegen.schedule.Identifiers;
import dev.adjoint.codegen.schedule.Schedule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** In which plain loops C2 is expected to make vectors. */
class PlainWorksTests {
    private static final int ROWS = 64;

    private final Tensor x = Tensor.of(new Input("x", TensorType.floats(Shape.of(Shape.ROWS, 64))));

    @Test
    void simpleOperationsAtTheSamePlaceAreOnVectors() {
        KernelWork work = work(x.mul(x).add(1).sqrt());
        assertTrue(work.operations() > 50 * work.scalars(), work.toString());
    }

    @Test
    void formulasAndChoicesAreOnNumbers() {
        assertEquals(0, work(x.exp()).operations());
        assertEquals(0, work(x.lessEqual(x.square()).where(x, x.add(1))).operations());
    }

    @Test
    void whatMovesWithinAnArrayIsOnNumbers() {
        assertEquals(0, work(x.slice(1, 0, 63).add(x.slice(1, 1, 63))).operations());
        assertEquals(0, work(x.permute(1, 0).square()).operations());
    }

    @Test
    void longLinesTakeLessForEachProduct() {
        KernelWork narrow = work(x.matmul(parameter(64, 64)));
        KernelWork wide = work(x.matmul(parameter(64, 512)));
        assertTrue(wide.multiplyAdds() < 6 * narrow.multiplyAdds(), narrow + " " + wide);
        assertTrue(wide.multiplyAdds() > 64 * 64 * 512, wide.toString());
    }

    @Test
    void maximaOfRowsTakeLongerThanSums() {
        assertTrue(work(x.max(0)).scalars() > 2 * work(x.sum(0)).scalars());
    }

    private static Tensor parameter(int... sizes) {
        return Tensor.of(new Parameter("w", Shape.of(sizes)));
    }

    /** The work of the only kernel of a program. */
    private static KernelWork work(Tensor y) {
        List<Tensor> leaves = Graph.topological(List.of(y));
        Program program = new Program(
                "test",
                leaves.stream().filter(leaf -> leaf.op() instanceof Input).toList(),
                leaves.stream().filter(leaf -> leaf.op() instanceof Parameter).toList(),
                List.of(new Program.Output("y", y)),
                List.of(),
                Map.of());
        Schedule schedule = Schedule.of(program, new Identifiers(), 0, ROWS);
        assertEquals(1, schedule.groups().size());
        return CostModel.typical(schedule, new Target(0, ROWS))
                .work(schedule.groups().get(0));
    }
}
