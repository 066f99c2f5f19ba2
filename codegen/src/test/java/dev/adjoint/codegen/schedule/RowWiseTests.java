package dev.adjoint.codegen.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.op.Input;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a kernel touches of its own rows alone. */
class RowWiseTests {
    private final Tensor x = Tensor.of(new Input("x", TensorType.floats(Shape.of(Shape.ROWS, 64))));
    private final Tensor sum = x.exp().sum(1);

    private Schedule schedule(Tensor y) {
        Program program =
                new Program("rows", List.of(x), List.of(), List.of(new Program.Output("y", y)), List.of(), Map.of());
        return Schedule.of(program, new Identifiers(), 8, 16);
    }

    private static boolean readsOwnRowsOfTheSum(Schedule schedule) {
        assertEquals(2, schedule.groups().size());
        Group first = schedule.groups().get(0);
        Group second = schedule.groups().get(1);
        Buffer between = first.stores().get(0).place().buffer();
        assertTrue(schedule.reads(second).contains(between));
        RowWise.Rows written = RowWise.own(schedule, first).get(between);
        return written != null && written.equals(RowWise.own(schedule, second).get(between));
    }

    @Test
    void aKernelThatReadsTheSumOfItsRowsTouchesNoOthers() {
        assertTrue(readsOwnRowsOfTheSum(
                schedule(x.div(sum.reshape(Shape.of(Shape.ROWS, 1)).broadcast(x.shape())))));
    }

    @Test
    void aKernelThatReadsTheSumOfTheOppositeRowTouchesOthers() {
        assertFalse(readsOwnRowsOfTheSum(
                schedule(x.div(sum.flip(0).reshape(Shape.of(Shape.ROWS, 1)).broadcast(x.shape())))));
    }

    @Test
    void aKernelThatAddsUpRowsHasNoRowsOfItsOwn() {
        Schedule schedule = schedule(sum.sum(0));
        assertTrue(RowWise.own(schedule, schedule.groups().get(1)).isEmpty());
    }
}
