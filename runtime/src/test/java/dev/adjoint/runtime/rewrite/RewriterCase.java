package dev.adjoint.runtime.rewrite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.adjoint.api.graph.Graph;
import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.op.Binary;
import dev.adjoint.api.op.Input;
import dev.adjoint.api.op.Op;
import dev.adjoint.runtime.autodiff.Gradients;
import dev.adjoint.runtime.interpreter.Evaluator;
import dev.adjoint.runtime.interpreter.Precision;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Programs to rewrite, and what they become. */
abstract class RewriterCase {
    static final int N = Shape.ROWS;
    static final int ROWS = 3;

    final Tensor x = leaf("x", N, 4);
    final Tensor y = leaf("y", N, 4);
    final Tensor s = leaf("s");
    final Tensor t = leaf("t");
    final Tensor steps = leaf("steps", 5, N);

    static Tensor leaf(String name, int... sizes) {
        return Tensor.of(new Input(name, TensorType.floats(Shape.of(sizes))));
    }

    static Program program(Tensor... roots) {
        List<Tensor> leaves = Graph.topological(List.of(roots)).stream()
                .filter(tensor -> tensor.op() instanceof Input)
                .toList();
        List<Program.Output> outputs = Arrays.stream(roots)
                .map(root -> new Program.Output("out" + Arrays.asList(roots).indexOf(root), root))
                .toList();
        return new Program("test", leaves, List.of(), outputs, List.of(), Map.of());
    }

    static Tensor rewritten(Tensor tensor) {
        return Rewriter.rewrite(program(tensor)).roots().get(0);
    }

    static Tensor stabilised(Tensor tensor) {
        return Rewriter.stabilise(program(tensor)).roots().get(0);
    }

    static long count(List<Tensor> roots, Op op) {
        return Graph.topological(roots).stream()
                .filter(tensor -> tensor.op().equals(op))
                .count();
    }

    static long count(Tensor root, Class<? extends Op> op) {
        return Graph.topological(List.of(root)).stream()
                .filter(tensor -> op.isInstance(tensor.op()))
                .count();
    }

    double[] value(Tensor tensor) {
        java.util.Random random = new java.util.Random(5);
        Map<Tensor, double[]> point = new HashMap<>();
        for (Tensor leaf : List.of(x, y, s, t, steps)) {
            point.put(leaf, random.doubles(leaf.shape().elements(ROWS), 0.5, 2).toArray());
        }
        return new Evaluator(Precision.DOUBLE, ROWS, 1, point).value(tensor);
    }

    void becomes(Tensor before, Tensor after) {
        Tensor result = rewritten(before);
        assertEquals(text(rewritten(after)), text(result));
        assertArrayEquals(value(before), value(result), 1e-12);
    }

    /** The whole expression, with the operands of sums and products in an order of their own. */
    static String text(Tensor tensor) {
        boolean commutes = tensor.op() == Binary.ADD || tensor.op() == Binary.MUL;
        List<String> inputs = tensor.inputs().stream().map(RewriterTests::text).toList();
        return tensor.op() + "" + (commutes ? inputs.stream().sorted().toList() : inputs);
    }

    double[] gradientAt(Function<Tensor, Tensor> loss, double... logits) {
        Tensor z = leaf("z", logits.length);
        Tensor stable = stabilised(loss.apply(z));
        Tensor gradient = rewritten(Gradients.of(stable, List.of(z)).gradients().get(0));
        return new Evaluator(Precision.FLOAT, 1, 1, Map.of(z, logits)).value(gradient);
    }
}
