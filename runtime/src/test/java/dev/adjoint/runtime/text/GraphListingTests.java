package dev.adjoint.runtime.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Loops;
import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Program.Assignment;
import dev.adjoint.api.graph.Program.Output;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.op.Input;
import dev.adjoint.api.op.Parameter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GraphListingTests {
    @Test
    void aListingShowsEveryTensorWithItsTypeAndLayer() {
        Tensor x = Tensor.of(new Input("x", TensorType.floats(Shape.of(Shape.ROWS, 3))));
        Tensor unused = Tensor.of(new Input("y", new TensorType(DType.INT, Shape.of(Shape.ROWS))));
        Tensor w = Tensor.of(new Parameter("dense/kernel", Shape.of(3, 2)));
        Tensor product = x.matmul(w);
        Tensor loss = product.sum(1).sum(0);
        Tensor step =
                Tensor.constant(Shape.of(10), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10).max(0);
        Program program = new Program(
                "train",
                List.of(x, unused),
                List.of(w),
                List.of(new Output("loss", loss)),
                List.of(new Assignment(w, w.sub(step))),
                Map.of(product, "dense"));
        assertEquals("""
                program train
                inputs
                  x : float[n, 3]
                  y : int[n]
                variables
                  dense/kernel : float[3, 2]
                tensors
                  %0 = input name=x : float[n, 3]
                  %1 = parameter path=dense/kernel : float[3, 2]
                  %2 = dot(%0, %1) leftBatch=[] rightBatch=[] leftContract=[1] rightContract=[0] partialSums=1 : float[n, 2]  # dense
                  %3 = sum(%2) axis=1 : float[n]
                  %4 = sum(%3) axis=0 : float[]
                  %5 = constant values=[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, ... 10 in all] : float[10]
                  %6 = max(%5) axis=0 : float[]
                  %7 = expand(%6) axis=0 size=3 : float[3]
                  %8 = expand(%7) axis=1 size=2 : float[3, 2]
                  %9 = sub(%1, %8) : float[3, 2]
                outputs
                  loss = %4
                assignments
                  dense/kernel <- %9
                """, GraphListing.of(program));
    }

    @Test
    void theBodyOfALoopStandsBelowIt() {
        Tensor x = Tensor.of(new Input("x", TensorType.floats(Shape.of(4))));
        Loops.Result result = Loops.scan(4, true, List.of(Tensor.constant(0)), List.of(x), (carries, slices) -> {
            Tensor sum = carries.get(0).add(slices.get(0));
            return new Loops.Step(List.of(sum), List.of());
        });
        Program program = new Program(
                "loop",
                List.of(x),
                List.of(),
                List.of(new Output("sum", result.carries().get(0))),
                List.of(),
                Map.of());
        assertEquals("""
                program loop
                inputs
                  x : float[4]
                tensors
                  %0 = constant values=[0.0] : float[]
                  %1 = input name=x : float[4]
                  %2 = scan(%0, %1) invariants=0 carries=1 length=4 reverse=true : float[]
                    %3 = body-input index=0 : float[]
                    %4 = body-input index=1 : float[]
                    %5 = add(%3, %4) : float[]
                    give %5
                  %6 = pick(%2) index=0 : float[]
                outputs
                  sum = %6
                """, GraphListing.of(program));
    }
}
