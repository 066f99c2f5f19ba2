package dev.adjoint.runtime.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.graph.Graph;
import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.op.Input;
import dev.adjoint.api.op.Parameter;
import dev.adjoint.api.op.StopGradient;
import dev.adjoint.api.op.Unary;
import dev.adjoint.runtime.autodiff.Gradients;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecomputationTests {
    private final Tensor x = Tensor.of(new Input("x", TensorType.floats(Shape.of(Shape.ROWS, 4))));
    private final Tensor w = Tensor.of(new Parameter("w", Shape.of(4, 5)));
    private final Tensor z = x.matmul(w);

    @Test
    void formulasOfWhatIsKeptAreComputedAgain() {
        Program program = step(z.mul(z.sigmoid()).mul(z.tanh()));
        Program again = Recomputation.of(program);
        assertEquals(program.outputs(), again.outputs());
        assertEquals(2, count(program.roots(), Unary.SIGMOID, Unary.TANH));
        assertEquals(4, count(again.roots(), Unary.SIGMOID, Unary.TANH));
        assertTrue(again.tensors().stream()
                .anyMatch(tensor -> tensor.op() instanceof StopGradient && tensor.input(0) == z));
    }

    @Test
    void oneResultIsKeptRatherThanWhatItIsMadeOf() {
        Program program = step(z.tanh());
        assertSame(program, Recomputation.of(program));
    }

    @Test
    void aPredictionIsLeftAsItIs() {
        Program program = new Program(
                "predict",
                List.of(x),
                List.of(w),
                List.of(new Program.Output("y", z.mul(z.sigmoid()))),
                List.of(),
                Map.of());
        assertSame(program, Recomputation.of(program));
    }

    private Program step(Tensor y) {
        Tensor loss = y.sum(0, 1);
        Tensor gradient = Gradients.of(loss, List.of(w)).gradients().get(0);
        return Rewriter.rewrite(new Program(
                "train",
                List.of(x),
                List.of(w),
                List.of(new Program.Output("loss", loss)),
                List.of(new Program.Assignment(w, w.sub(gradient))),
                Map.of()));
    }

    private static long count(Collection<Tensor> roots, Unary... ops) {
        return Graph.topological(roots).stream()
                .filter(tensor -> List.of(ops).contains(tensor.op()))
                .count();
    }
}
