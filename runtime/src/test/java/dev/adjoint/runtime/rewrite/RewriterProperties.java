package dev.adjoint.runtime.rewrite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.runtime.RandomGraph;
import dev.adjoint.runtime.autodiff.GradientResult;
import dev.adjoint.runtime.autodiff.Gradients;
import dev.adjoint.runtime.interpreter.Evaluator;
import dev.adjoint.runtime.interpreter.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RewriterProperties {
    private static Program program(RandomGraph graph, List<Tensor> roots) {
        List<Program.Output> outputs = new ArrayList<>();
        for (Tensor root : roots) {
            outputs.add(new Program.Output("out" + outputs.size(), root));
        }
        return new Program("test", graph.leaves(), List.of(), outputs, List.of(), Map.of());
    }

    /** The outputs, the sum of them all, and the gradients of that. */
    private static Program training(RandomGraph graph) {
        Tensor loss =
                graph.outputs().stream().map(t -> t.sum()).reduce(Tensor::add).orElseThrow();
        GradientResult result = Gradients.of(loss, graph.leaves());
        List<Tensor> roots = new ArrayList<>(graph.outputs());
        roots.add(loss);
        roots = new ArrayList<>(result.primal(roots));
        roots.addAll(result.gradients());
        return program(graph, roots);
    }

    private static void sameValues(Program expected, Program actual, Map<Tensor, double[]> point, int rows) {
        Evaluator before = new Evaluator(Precision.DOUBLE, rows, 1, point);
        Evaluator after = new Evaluator(Precision.DOUBLE, rows, 1, point);
        for (int i = 0; i < expected.roots().size(); i++) {
            double[] values = before.value(expected.roots().get(i));
            assertTrue(Arrays.stream(values).allMatch(Double::isFinite), "root " + i);
            double scale = Arrays.stream(values).map(Math::abs).max().orElse(0) + 1;
            assertArrayEquals(values, after.value(actual.roots().get(i)), 1e-9 * scale, "root " + i);
        }
    }

    @Property(tries = 150)
    void rewritingChangesNoValue(@ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int rows) {
        RandomGraph graph = new RandomGraph(seed, 30);
        Program program = training(graph);
        Map<Tensor, double[]> point = graph.point(rows);
        sameValues(program, Rewriter.rewrite(program), point, rows);
        sameValues(program, Rewriter.stabilise(program), point, rows);
    }

    @Property(tries = 80)
    void differentiatingAStableFormChangesNoGradient(@ForAll long seed) {
        RandomGraph graph = new RandomGraph(seed, 30);
        Program program = program(graph, graph.outputs());
        Program stable = Rewriter.stabilise(program);
        Map<Tensor, double[]> point = graph.point(2);
        sameValues(gradients(graph, program), gradients(graph, stable), point, 2);
    }

    private static Program gradients(RandomGraph graph, Program program) {
        Tensor loss =
                program.roots().stream().map(t -> t.sum()).reduce(Tensor::add).orElseThrow();
        return program(graph, Gradients.of(loss, graph.leaves()).gradients());
    }

    @Property(tries = 80)
    void rewritingAgainChangesNothingAndNeverAddsMuch(@ForAll long seed) {
        RandomGraph graph = new RandomGraph(seed, 30);
        Program program = training(graph);
        Program once = Rewriter.rewrite(program);
        assertEquals(once.roots(), Rewriter.rewrite(once).roots());
        assertTrue(once.tensors().size() <= program.tensors().size() * 1.2);
    }
}
