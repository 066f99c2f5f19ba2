package dev.adjoint.api.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.adjoint.api.op.Dot;
import dev.adjoint.api.op.Input;
import dev.adjoint.api.op.Parameter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkTests {
    private static final int ROWS = 3;

    private final Tensor x = Tensor.of(new Input("x", TensorType.floats(Shape.of(Shape.ROWS, 4))));
    private final Tensor w = Tensor.of(new Parameter("w", Shape.of(4, 5)));

    @Test
    void aContractionMultipliesAndAddsForEachElement() {
        Work work = Work.of(x.matmul(w), ROWS);
        assertEquals(new Work(2 * ROWS * 4 * 5, 0, 4 * (ROWS * 4 + 4 * 5 + ROWS * 5)), work);
        assertEquals(2 * ROWS * 4 * 5, work.flops());
    }

    @Test
    void aFunctionOfOneElementIsOneOperationWhicheverItIs() {
        assertEquals(new Work(0, ROWS * 4, 4 * 2 * ROWS * 4), Work.of(x.exp(), ROWS));
        assertEquals(new Work(0, ROWS * 4, 4 * 2 * ROWS * 4), Work.of(x.neg(), ROWS));
    }

    @Test
    void anInputThatIsUsedTwiceIsReadOnce() {
        assertEquals(4 * 2 * ROWS * 4, Work.of(x.mul(x), ROWS).bytes());
    }

    @Test
    void aReductionTakesInEachElement() {
        assertEquals(new Work(0, ROWS * 4, 4 * (ROWS * 4 + ROWS)), Work.of(x.sum(1), ROWS));
    }

    @Test
    void leavesAndOtherWaysToLookAtATensorTakeNothing() {
        assertEquals(Work.NONE, Work.of(x, ROWS));
        assertEquals(Work.NONE, Work.of(x.permute(1, 0), ROWS));
        assertEquals(Work.NONE, Work.of(x.reshape(Shape.of(Shape.ROWS, 2, 2)), ROWS));
    }

    @Test
    void whatIsRepeatedIsReadFromWhereItStandsOnce() {
        Tensor bias = Tensor.of(new Parameter("b", Shape.of(4)));
        Tensor sum = x.add(bias);
        assertEquals(4 * (ROWS * 4 + 4 + ROWS * 4), Work.of(sum, ROWS).bytes());
    }

    @Test
    void eachStepOfALoopCounts() {
        Tensor start = Tensor.of(new Parameter("s", Shape.of(5)));
        Tensor last = Loops.scan(7, false, List.of(start), List.of(), WorkTests::step)
                .carries()
                .get(0);
        long flops = Graph.topological(List.of(last)).stream()
                .mapToLong(tensor -> Work.of(tensor, ROWS).flops())
                .sum();
        assertEquals(7 * 5, flops);
    }

    private static Loops.Step step(List<Tensor> carries, List<Tensor> slices) {
        return new Loops.Step(List.of(carries.get(0).exp()), slices);
    }

    @Test
    void partialSumsHaveTheProductsOfWholeOnes() {
        Dot overRows = new Dot(List.of(), List.of(), List.of(0), List.of(0));
        long flops = Work.of(x.dot(x, overRows), ROWS).flops();
        assertEquals(2 * ROWS * 4 * 4, flops);
        assertEquals(flops, Work.of(x.dot(x, overRows.withPartialSums(4)), ROWS).flops());
    }

    @Test
    void aRunMovesItsLeavesAndItsResultsOnce() {
        Tensor y = x.matmul(w);
        Program program = new Program(
                "step",
                List.of(x),
                List.of(w),
                List.of(new Program.Output("y", y)),
                List.of(new Program.Assignment(w, w.mul(2))),
                Map.of());
        Work work = Work.of(program, ROWS);
        assertEquals(2 * ROWS * 4 * 5, work.contractions());
        assertEquals(4 * 5, work.others());
        assertEquals(4 * (ROWS * 4 + 2 * 4 * 5 + ROWS * 5), work.bytes());
    }
}
