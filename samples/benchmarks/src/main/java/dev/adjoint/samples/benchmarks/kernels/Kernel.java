package dev.adjoint.samples.benchmarks.kernels;

import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Program.Assignment;
import dev.adjoint.api.graph.Program.Output;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.op.Dot;
import dev.adjoint.api.op.Input;
import dev.adjoint.api.op.Parameter;
import dev.adjoint.core.loss.SparseCategoricalCrossEntropyFromLogits;
import dev.adjoint.core.optimizer.Adam;
import dev.adjoint.runtime.autodiff.GradientResult;
import dev.adjoint.runtime.autodiff.Gradients;
import dev.adjoint.runtime.rewrite.Rewriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What training is made of: programs of one kernel each, for rows of {@code in} features and {@code out} units. */
public enum Kernel {
    /** y = x W. */
    FORWARD {
        @Override
        Program program(int in, int out) {
            Tensor x = rows("x", in);
            Tensor w = parameter(in, out);
            return giving(List.of(x), List.of(w), x.matmul(w));
        }
    },
    /** dW = xᵀ dy. */
    KERNEL_GRADIENT {
        @Override
        Program program(int in, int out) {
            Tensor x = rows("x", in);
            Tensor dy = rows("dy", out);
            Dot overRows = new Dot(List.of(), List.of(), List.of(0), List.of(0));
            return giving(List.of(x, dy), List.of(), x.dot(dy, overRows));
        }
    },
    /** dx = dy Wᵀ. */
    INPUT_GRADIENT {
        @Override
        Program program(int in, int out) {
            Tensor dy = rows("dy", out);
            Tensor w = parameter(in, out);
            Dot overUnits = new Dot(List.of(), List.of(), List.of(1), List.of(1));
            return giving(List.of(dy), List.of(w), dy.dot(w, overUnits));
        }
    },
    /** Adam's update of W from a gradient that is given. */
    ADAM {
        @Override
        Program program(int in, int out) {
            Tensor g = Tensor.of(new Input("g", TensorType.floats(Shape.of(in, out))));
            Tensor step = Tensor.of(new Input("step", TensorType.floats(Shape.SCALAR)));
            Tensor w = parameter(in, out);
            Slots slots = new Slots(w, step);
            Tensor updated = new Adam().update(slots, w, g);
            List<Tensor> variables = new ArrayList<>(slots.all());
            variables.add(w);
            List<Assignment> assignments = new ArrayList<>(slots.assignments());
            assignments.add(new Assignment(w, updated));
            return Rewriter.rewrite(new Program("adam", List.of(g, step), variables, List.of(), assignments, Map.of()));
        }
    },
    /** The mean of -log softmax(z)[t] and its gradient, where z are inputs plus a parameter for each unit. */
    SOFTMAX_CROSS_ENTROPY {
        @Override
        Program program(int in, int out) {
            Tensor z = rows("z", out);
            Tensor bias = Tensor.of(new Parameter("bias", Shape.of(out)));
            SparseCategoricalCrossEntropyFromLogits loss = new SparseCategoricalCrossEntropyFromLogits();
            Tensor logits = z.add(bias);
            Tensor t = Tensor.of(new Input("t", loss.targetType(logits.shape())));
            Program forward = Rewriter.stabilise(
                    giving(List.of(z, t), List.of(bias), loss.apply(logits, t).sum()));
            Tensor value = forward.outputs().get(0).value();
            GradientResult backward = Gradients.of(value, List.of(bias));
            return Rewriter.rewrite(new Program(
                    "loss",
                    List.of(z, t),
                    List.of(bias),
                    List.of(
                            new Output("loss", backward.primal(List.of(value)).get(0)),
                            new Output("gradient", backward.gradients().get(0))),
                    List.of(),
                    Map.of()));
        }
    };

    /** The program for any number of rows. */
    abstract Program program(int in, int out);

    private static Program giving(List<Tensor> inputs, List<Tensor> variables, Tensor result) {
        return Rewriter.rewrite(
                new Program("kernel", inputs, variables, List.of(new Output("result", result)), List.of(), Map.of()));
    }

    private static Tensor rows(String name, int width) {
        return Tensor.of(new Input(name, TensorType.floats(Shape.of(Shape.ROWS, width))));
    }

    private static Tensor parameter(int in, int out) {
        return Tensor.of(new Parameter("kernel", Shape.of(in, out)));
    }
}
