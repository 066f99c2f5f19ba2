package dev.adjoint.runtime.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.graph.Functions;
import dev.adjoint.api.graph.Graph;
import dev.adjoint.api.graph.Loops;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Dot;
import dev.adjoint.api.op.Scan;
import dev.adjoint.runtime.interpreter.Evaluator;
import dev.adjoint.runtime.interpreter.Precision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopDerivativeTests {
    private static final int N = Shape.ROWS;
    private static final int ROWS = 2;
    private static final int STEPS = 3;
    private static final int UNITS = 2;

    private final Tensor x = Derivative.leaf("x", STEPS, N, 3);
    private final Tensor h = Derivative.leaf("h", N, UNITS);
    private final Tensor c = Derivative.leaf("c", N, UNITS);
    private final Tensor w = Derivative.leaf("w", 3, 4 * UNITS);
    private final Tensor u = Derivative.leaf("u", UNITS, 4 * UNITS);
    private final Tensor b = Derivative.leaf("b", 4 * UNITS);

    /** The long short-term memory of Hochreiter and Schmidhuber (1997), with forget gates. */
    private Loops.Step lstm(List<Tensor> carries, List<Tensor> slices) {
        Tensor z = slices.get(0).matmul(w).add(carries.get(0).matmul(u)).add(b);
        List<Tensor> gates = IntStream.range(0, 4)
                .mapToObj(gate -> z.slice(-1, gate * UNITS, UNITS))
                .toList();
        Tensor next = gates.get(0)
                .sigmoid()
                .mul(carries.get(1))
                .add(gates.get(1).sigmoid().mul(gates.get(2).tanh()));
        Tensor output = gates.get(3).sigmoid().mul(next.tanh());
        return new Loops.Step(List.of(output, next), List.of(output));
    }

    private static Loops.Result unrolled(
            int length, boolean reverse, List<Tensor> carries, List<Tensor> sequences, Loops.Body body) {
        List<Tensor> current = carries;
        Tensor[] stacked = new Tensor[length];
        for (int step = 0; step < length; step++) {
            int time = reverse ? length - 1 - step : step;
            List<Tensor> slices = sequences.stream()
                    .map(s -> s.slice(0, time, 1).reshape(s.shape().remove(0)))
                    .toList();
            Loops.Step result = body.step(current, slices);
            current = result.carries();
            Tensor first = result.stacked().get(0);
            stacked[time] = first.reshape(first.shape().insert(0, 1));
        }
        return new Loops.Result(current, List.of(Tensor.concat(0, List.of(stacked))));
    }

    private Derivative at(List<Tensor> outputs, List<Tensor> inputs) {
        Map<Tensor, double[]> point = new HashMap<>();
        for (Tensor leaf : List.of(x, h, c, w, u, b)) {
            point.put(leaf, Derivative.values(leaf, ROWS, point.size(), -1, 1));
        }
        return new Derivative(outputs, inputs, point, ROWS);
    }

    private List<Tensor> results(Loops.Result result) {
        List<Tensor> results = new ArrayList<>(result.carries());
        results.addAll(result.stacked());
        return results;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRecurrentLayerHasTheGradientsOfItsUnrolledForm(boolean reverse) {
        List<Tensor> inputs = List.of(x, h, c, w, u, b);
        Loops.Result looped = Loops.scan(STEPS, reverse, List.of(h, c), List.of(x), this::lstm);
        Loops.Result plain = unrolled(STEPS, reverse, List.of(h, c), List.of(x), this::lstm);
        List<Tensor> actual = Gradients.of(loss(looped), inputs).gradients();
        List<Tensor> expected = Gradients.of(loss(plain), inputs).gradients();
        Evaluator evaluator = new Evaluator(
                Precision.DOUBLE, ROWS, 1, at(List.of(), List.of()).point());
        for (int i = 0; i < inputs.size(); i++) {
            assertArrayEquals(evaluator.value(expected.get(i)), evaluator.value(actual.get(i)), 1e-13);
        }
    }

    private static Tensor loss(Loops.Result result) {
        return result.stacked()
                .get(0)
                .square()
                .sum()
                .add(result.carries().get(1).sin().sum());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRecurrentLayerPassesBothChecks(boolean reverse) {
        Loops.Result looped = Loops.scan(STEPS, reverse, List.of(h, c), List.of(x), this::lstm);
        at(results(looped), List.of(x, h, c, w, u, b)).check();
        at(List.of(looped.stacked().get(0)), List.of(u)).check();
        at(List.of(looped.carries().get(0)), List.of(x)).check();
        at(List.of(looped.carries().get(1)), List.of(c)).check();
    }

    @Test
    void weightGradientsAreContractedOnceAfterTheLoop() {
        Loops.Result looped = Loops.scan(STEPS, false, List.of(h, c), List.of(x), this::lstm);
        List<Tensor> gradients = Gradients.of(loss(looped), List.of(w, u)).gradients();
        assertTrue(gradients.stream().allMatch(gradient -> gradient.op() instanceof Dot));
        Scan backward = (Scan) Graph.topological(gradients).stream()
                .map(Tensor::op)
                .filter(op -> op instanceof Scan scan && scan.reverse())
                .findFirst()
                .orElseThrow();
        assertEquals(2, backward.carries());
        assertEquals(1, dots(backward.body()));
    }

    private static long dots(Graph graph) {
        return graph.tensors().stream().filter(t -> t.op() instanceof Dot).count();
    }

    @Test
    void theForwardLoopRunsOnceForTheLossAndItsGradients() {
        Loops.Result first = Loops.scan(STEPS, false, List.of(h, c), List.of(x), this::lstm);
        Tensor middle = first.stacked().get(0).matmul(Derivative.leaf("m", UNITS, 3));
        Loops.Result second = Loops.scan(STEPS, true, List.of(h, c), List.of(middle), this::lstm);
        Tensor loss = loss(second);
        Tensor metric = second.stacked().get(0).sum();
        GradientResult result = Gradients.of(loss, List.of(w, u, b));
        List<Tensor> roots = new ArrayList<>(result.primal(List.of(loss, metric)));
        roots.addAll(result.gradients());
        assertEquals(
                4,
                Graph.topological(roots).stream()
                        .filter(t -> t.op() instanceof Scan)
                        .count());
    }

    @Test
    void loopsInSequencePassBothChecks() {
        Loops.Result first = Loops.scan(STEPS, false, List.of(h, c), List.of(x), this::lstm);
        Tensor middle = Tensor.concat(2, List.of(first.stacked().get(0), x.slice(2, 0, 1)));
        Loops.Result second = Loops.scan(STEPS, true, first.carries(), List.of(middle), this::lstm);
        at(results(second), List.of(x, h, c, w, u, b)).check();
    }

    @Test
    void aLoopInALoopPassesBothChecks() {
        Loops.Body inner = (carries, slices) -> {
            Tensor next = carries.get(0).mul(slices.get(0)).add(u.sum(1)).tanh();
            return new Loops.Step(List.of(next), List.of(next.square()));
        };
        Loops.Result nested = Loops.scan(STEPS, false, List.of(h, c), List.of(x), (carries, slices) -> {
            Tensor sequence = slices.get(0).permute(1, 0).expand(2, UNITS).sin();
            Loops.Result result = Loops.scan(3, true, List.of(carries.get(0)), List.of(sequence), inner);
            Tensor next = result.carries().get(0).mul(carries.get(1));
            Tensor cell = result.stacked().get(0).sum(0).add(carries.get(1));
            return new Loops.Step(List.of(next, cell), List.of(next.matmul(u)));
        });
        at(results(nested), List.of(x, h, c, u)).check();
        Tensor second = Gradients.of(nested.stacked().get(0).square().sum(), List.of(u))
                .gradients()
                .get(0);
        at(List.of(second), List.of(h, u)).check();
    }

    @Test
    void theGradientOfALoopIsDifferentiableAgain() {
        Loops.Result looped = Loops.scan(STEPS, false, List.of(h, c), List.of(x), this::lstm);
        GradientResult gradients = Gradients.of(loss(looped), List.of(w, h));
        at(
                        List.of(
                                gradients.gradients().get(0).square().sum(),
                                gradients.gradients().get(1)),
                        List.of(x, u, b, h))
                .check();
    }

    @Test
    void carriesThatAreNotHandedOnHaveTheGradientOfTheFirstStep() {
        Loops.Result looped = Loops.scan(STEPS, false, List.of(h, c), List.of(x), (carries, slices) -> {
            Tensor next = slices.get(0).matmul(w.slice(1, 0, UNITS)).stopGradient();
            return new Loops.Step(
                    List.of(next, carries.get(1)), List.of(carries.get(0).square()));
        });
        Derivative derivative = at(results(looped), List.of(h, c));
        derivative.check();
        at(List.of(looped.stacked().get(0)), List.of(c, x)).forwardModeIsTheTransposeOfReverseMode();
    }

    @Test
    void attentionOverInvariantsPassesBothChecks() {
        Loops.Result looped = Loops.scan(STEPS, false, List.of(h), List.of(x), (carries, slices) -> {
            Tensor scores = carries.get(0).matmul(u).add(slices.get(0).matmul(w));
            Tensor weights = Functions.softmax(scores, 1);
            Tensor next = weights.mul(b.exp()).matmul(u.permute(1, 0));
            return new Loops.Step(List.of(next), List.of(weights.max(1)));
        });
        at(results(looped), List.of(x, h, w, u, b)).check();
    }
}
