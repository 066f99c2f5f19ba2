package dev.adjoint.api.graph;

import static dev.adjoint.api.graph.Failure.assertFails;
import static dev.adjoint.api.graph.Shape.ROWS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.op.BodyInput;
import dev.adjoint.api.op.Constant;
import dev.adjoint.api.op.Input;
import dev.adjoint.api.op.Pick;
import dev.adjoint.api.op.Scan;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoopsTests {
    private static final Tensor START = input("start", ROWS, 4);
    private static final Tensor SEQUENCE = input("sequence", 7, ROWS, 4);
    private static final Tensor WEIGHT = input("weight", 4, 4);

    private static Tensor input(String name, int... sizes) {
        return Tensor.of(new Input(name, TensorType.floats(Shape.of(sizes))));
    }

    private static Tensor scanOf(Loops.Result result) {
        Tensor pick = result.carries().isEmpty()
                ? result.stacked().get(0)
                : result.carries().get(0);
        assertTrue(pick.op() instanceof Pick);
        return pick.input(0);
    }

    private static Graph body(Tensor scan) {
        return ((Scan) scan.op()).body();
    }

    /** The leaves of a body other than its inputs. */
    private static List<Tensor> otherLeaves(Graph body) {
        return body.tensors().stream()
                .filter(t -> t.inputs().isEmpty() && !body.inputs().contains(t))
                .toList();
    }

    @Test
    void aLoopGivesTheLastCarriesAndTheStackedSlices() {
        Loops.Result result = Loops.scan(7, false, List.of(START), List.of(SEQUENCE), (carries, slices) -> {
            assertEquals(Shape.of(ROWS, 4), slices.get(0).shape());
            Tensor next = carries.get(0).add(slices.get(0)).tanh();
            return new Loops.Step(List.of(next), List.of(next, next.sum(1)));
        });
        assertEquals(Shape.of(ROWS, 4), result.carries().get(0).shape());
        assertEquals(Shape.of(7, ROWS, 4), result.stacked().get(0).shape());
        assertEquals(Shape.of(7, ROWS), result.stacked().get(1).shape());
        assertEquals(List.of(START, SEQUENCE), scanOf(result).inputs());
    }

    @Test
    void whatDoesNotDependOnTheStepIsComputedOnceOutside() {
        Tensor[] captured = new Tensor[1];
        Loops.Result result = Loops.scan(7, false, List.of(START), List.of(SEQUENCE), (carries, slices) -> {
            captured[0] = WEIGHT.square().neg();
            Tensor next = carries.get(0).matmul(captured[0]).add(slices.get(0));
            return new Loops.Step(List.of(next), List.of());
        });
        Tensor scan = scanOf(result);
        assertEquals(List.of(captured[0], START, SEQUENCE), scan.inputs());
        assertEquals(1, ((Scan) scan.op()).invariants());
        assertEquals(List.of(), otherLeaves(body(scan)));
        for (int i = 0; i < 3; i++) {
            assertEquals(i, ((BodyInput) body(scan).inputs().get(i).op()).index());
        }
    }

    @Test
    void aCapturedTensorIsHandedInOnceHoweverOftenItIsUsed() {
        Loops.Result result = Loops.scan(7, false, List.of(START), List.of(), (carries, slices) -> {
            Tensor next = carries.get(0).matmul(WEIGHT).matmul(WEIGHT);
            return new Loops.Step(List.of(next), List.of());
        });
        assertEquals(List.of(WEIGHT, START), scanOf(result).inputs());
    }

    @Test
    void constantsStayInTheBody() {
        Loops.Result result = Loops.scan(7, false, List.of(START), List.of(), (carries, slices) -> {
            Tensor next = carries.get(0).mul(0.5).add(1);
            return new Loops.Step(List.of(next), List.of());
        });
        Tensor scan = scanOf(result);
        assertEquals(List.of(START), scan.inputs());
        assertEquals(
                List.of(Constant.scalar(0.5), Constant.scalar(1)),
                otherLeaves(body(scan)).stream().map(Tensor::op).toList());
    }

    @Test
    void aStepMayGiveItsArgumentsOrWhatIsCapturedAsTheyAre() {
        Loops.Result result = Loops.scan(
                7,
                true,
                List.of(START, START),
                List.of(SEQUENCE),
                (carries, slices) -> new Loops.Step(
                        List.of(carries.get(1), carries.get(0)), List.of(slices.get(0), WEIGHT, Tensor.constant(2))));
        Tensor scan = scanOf(result);
        assertEquals(List.of(WEIGHT, START, START, SEQUENCE), scan.inputs());
        List<Tensor> inputs = body(scan).inputs();
        assertEquals(
                List.of(inputs.get(2), inputs.get(1), inputs.get(3), inputs.get(0)),
                body(scan).outputs().subList(0, 4));
        assertEquals(Shape.of(7, 4, 4), result.stacked().get(1).shape());
        assertEquals(Shape.of(7), result.stacked().get(2).shape());
    }

    @Test
    void aLoopInALoopTakesWhatChangesInTheOuterOneAsItsInvariant() {
        Tensor[] inner = new Tensor[1];
        Loops.Result result = Loops.scan(7, false, List.of(START), List.of(SEQUENCE), (outer, slices) -> {
            Tensor slice = slices.get(0);
            Loops.Result steps = Loops.scan(3, false, outer, List.of(), (carries, none) -> {
                Tensor next = carries.get(0).matmul(WEIGHT).add(slice.exp());
                return new Loops.Step(List.of(next), List.of());
            });
            inner[0] = scanOf(steps);
            return new Loops.Step(steps.carries(), List.of());
        });
        assertEquals(2, ((Scan) inner[0].op()).invariants());
        Tensor outer = scanOf(result);
        assertEquals(List.of(WEIGHT, START, SEQUENCE), outer.inputs());
        assertEquals(List.of(), otherLeaves(body(outer)));
        Tensor innerOfBody = body(outer).outputs().get(0).input(0);
        assertEquals(inner[0].op(), innerOfBody.op());
        assertEquals(body(outer).inputs().get(0), innerOfBody.input(0));
        assertEquals("exp", innerOfBody.input(1).op().label());
        assertEquals(List.of(), otherLeaves(body(innerOfBody)));
    }

    @Test
    void aWholeLoopThatDoesNotDependOnTheStepIsRunOnceOutside() {
        Loops.Result result = Loops.scan(7, false, List.of(START), List.of(), (outer, slices) -> {
            Tensor power = Loops.scan(
                            3,
                            false,
                            List.of(WEIGHT),
                            List.of(),
                            (carries, none) ->
                                    new Loops.Step(List.of(carries.get(0).matmul(WEIGHT)), List.of()))
                    .carries()
                    .get(0);
            return new Loops.Step(List.of(outer.get(0).matmul(power)), List.of());
        });
        Tensor outer = scanOf(result);
        assertEquals(2, outer.inputs().size());
        assertTrue(outer.input(0).op() instanceof Pick);
        assertTrue(body(outer).tensors().stream().noneMatch(t -> t.op() instanceof Scan));
    }

    @Test
    void aStepThatDoesNotFitIsAnError() {
        assertFails(
                () -> Loops.scan(7, false, List.of(START), List.of(), (c, s) -> new Loops.Step(List.of(), c)),
                "as many carried values as it takes, 1, but gave 0");
        assertFails(
                () -> Loops.scan(
                        7,
                        false,
                        List.of(START),
                        List.of(),
                        (c, s) -> new Loops.Step(List.of(c.get(0).sum(1)), List.of())),
                "scan (7) does not apply to float[n, 4]",
                "carry 0 to stay float[n, 4], not float[n]");
        assertFails(
                () -> Loops.scan(6, false, List.of(), List.of(SEQUENCE), (c, s) -> new Loops.Step(c, s)),
                "scan (6)",
                "float[7, n, 4]",
                "input 0 to be float[6, n, 4]");
        assertFails(
                () -> Loops.scan(7, false, List.of(), List.of(), (c, s) -> new Loops.Step(c, s)),
                "a body with at least one output");
    }
}
