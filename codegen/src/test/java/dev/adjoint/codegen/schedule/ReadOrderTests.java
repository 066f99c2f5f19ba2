package dev.adjoint.codegen.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.op.Dot;
import dev.adjoint.api.op.Input;
import dev.adjoint.codegen.index.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ReadOrderTests {
    private static final Dot MIXTURE = new Dot(List.of(0, 1), List.of(0, 2), List.of(3), List.of(1));
    private static final int STEPS = 6;
    private static final int HEADS = 3;
    private static final int SIZE = 5;

    private final Tensor weights = input("weights", HEADS, STEPS, STEPS);
    private final Tensor values = input("values", STEPS, HEADS, SIZE);
    /** [rows, heads, steps, size]. */
    private final Tensor mixed = weights.dot(values, MIXTURE);

    @Test
    void headsStandSideBySideWhereAllReadersWantThemSo() {
        Tensor rows = sideBySide(mixed);

        assertEquals(
                List.of(90L, 5L, 15L, 1L),
                strides(rows.sum(1), sideBySide(mixed.stopGradient()).max(1)));
    }

    @Test
    void headsStandInTheirOwnOrderWhereOneReaderWantsThemSo() {
        assertEquals(List.of(90L, 30L, 5L, 1L), strides(sideBySide(mixed).sum(1), mixed.sum(2)));
    }

    @Test
    void headsStandInTheirOwnOrderWhereReadersDiffer() {
        Tensor other = mixed.permute(1, 0, 2, 3);

        assertEquals(List.of(90L, 30L, 5L, 1L), strides(sideBySide(mixed).sum(1), other.sum(2)));
    }

    @Test
    void elementsOfAHeadStaySideBySide() {
        assertEquals(
                List.of(90L, 30L, 5L, 1L), strides(mixed.permute(0, 1, 3, 2).sum(1)));
    }

    @Test
    void resultStandsInItsOwnOrder() {
        assertEquals(List.of(90L, 30L, 5L, 1L), strides(sideBySide(mixed).sum(1), mixed));
    }

    private static Tensor sideBySide(Tensor heads) {
        return heads.permute(0, 2, 1, 3).reshape(Shape.of(Shape.ROWS, STEPS, HEADS * SIZE));
    }

    /** How far apart the elements of the contraction stand along each axis. */
    private List<Long> strides(Tensor... outputs) {
        List<Program.Output> named = new ArrayList<>();
        for (Tensor output : outputs) {
            named.add(new Program.Output("output" + named.size(), output));
        }
        Program program = new Program("heads", List.of(weights, values), List.of(), named, List.of(), Map.of());
        Schedule schedule = Schedule.of(program, new Identifiers(), 4, 8);
        return Objects.requireNonNull(schedule.layout().place(mixed)).strides().stream()
                .map(Stride::step)
                .map(Size::factor)
                .toList();
    }

    private static Tensor input(String name, int... sizes) {
        return Tensor.of(new Input(name, TensorType.floats(Shape.of(sizes).batched())));
    }
}
