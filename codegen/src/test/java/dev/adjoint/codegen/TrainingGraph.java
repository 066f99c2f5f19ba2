package dev.adjoint.codegen;

import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Functions;
import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Program.Assignment;
import dev.adjoint.api.graph.Program.Output;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.op.Input;
import dev.adjoint.api.op.Parameter;
import dev.adjoint.api.op.Random;
import dev.adjoint.api.op.State;
import dev.adjoint.runtime.autodiff.GradientResult;
import dev.adjoint.runtime.autodiff.Gradients;
import dev.adjoint.runtime.rewrite.Rewriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A training step under construction: leaves and layers, and in the end the gradients and the update. */
final class TrainingGraph {
    private final List<Tensor> inputs = new ArrayList<>();
    private final List<Tensor> parameters = new ArrayList<>();
    private final List<Tensor> variables = new ArrayList<>();
    private final Map<Tensor, Integer> bounds = new HashMap<>();
    private final Map<Tensor, String> labels = new HashMap<>();
    private int streams;

    /** An input of real numbers, [n, sizes]. */
    Tensor input(String name, int... sizes) {
        return input(name, TensorType.floats(Shape.of(sizes).batched()));
    }

    /** An input of whole numbers from 0 to bound - 1, [n, sizes]. */
    Tensor indices(String name, int bound, int... sizes) {
        Tensor input = input(name, new TensorType(DType.INT, Shape.of(sizes).batched()));
        bounds.put(input, bound);
        return input;
    }

    private Tensor input(String name, TensorType type) {
        Tensor input = Tensor.of(new Input(name, type));
        inputs.add(input);
        return input;
    }

    Tensor parameter(String path, int... sizes) {
        Tensor parameter = Tensor.of(new Parameter(path, Shape.of(sizes)));
        parameters.add(parameter);
        variables.add(parameter);
        return parameter;
    }

    private Tensor slot(Tensor parameter, String name) {
        Parameter leaf = (Parameter) parameter.op();
        Tensor slot = Tensor.of(new State(leaf.path() + ":" + name, leaf.shape()));
        variables.add(slot);
        return slot;
    }

    /** Random numbers from 0 to 1, others in each step. */
    Tensor uniform(Shape shape) {
        return Tensor.of(new Random(streams++, shape));
    }

    /** x W + b. */
    Tensor dense(String path, Tensor x, int units) {
        Tensor kernel = parameter(path + "/kernel", x.shape().last(), units);
        return labelled(path, x.matmul(kernel).add(parameter(path + "/bias", units)));
    }

    Tensor labelled(String path, Tensor tensor) {
        if (!tensor.inputs().isEmpty() && labels.putIfAbsent(tensor, path) == null) {
            tensor.inputs().forEach(input -> labelled(path, input));
        }
        return tensor;
    }

    /** The mean over the rows of -log softmax(logits) at the labels. */
    static Tensor crossEntropy(Tensor logits, Tensor labels) {
        Tensor picked = Functions.oneHot(labels, logits.shape().last()).mul(Functions.logSoftmax(logits, -1));
        return Functions.mean(picked.sum(-1)).neg();
    }

    /** What only computes y. */
    Program compute(String name, Tensor y) {
        return new Program(name, inputs, variables, List.of(new Output("y", y)), List.of(), labels);
    }

    /** The step by plain gradient descent, w - rate g. */
    TrainingExample descend(String name, Tensor loss, Tensor prediction, double rate) {
        return train(name, loss, prediction, (parameter, gradient) -> {
            Tensor updated = parameter.sub(gradient.mul(rate));
            return List.of(new Assignment(parameter, updated));
        });
    }

    /** The step by Adam (Kingma and Ba 2015). */
    TrainingExample adam(String name, Tensor loss, Tensor prediction) {
        return adamW(name, loss, prediction, 0);
    }

    /** The step by Adam with decoupled weight decay (Loshchilov and Hutter 2019). */
    TrainingExample adamW(String name, Tensor loss, Tensor prediction, double decay) {
        Tensor step = input("@step", TensorType.floats(Shape.SCALAR));
        return train(name, loss, prediction, (parameter, gradient) -> {
            Tensor oldM = slot(parameter, "m");
            Tensor oldV = slot(parameter, "v");
            Tensor m = rounded(oldM.mul(0.9).add(gradient.mul(0.1)));
            Tensor v = rounded(oldV.mul(0.999).add(gradient.square().mul(0.001)));
            Tensor unbiased = Tensor.constant(0.999).pow(step).neg().add(1).sqrt();
            Tensor rate =
                    unbiased.mul(0.01).div(Tensor.constant(0.9).pow(step).neg().add(1));
            Tensor updated =
                    parameter.mul(1 - 0.01 * decay).sub(m.mul(rate).div(v.sqrt().add(1e-8)));
            return List.of(new Assignment(parameter, updated), new Assignment(oldM, m), new Assignment(oldV, v));
        });
    }

    /** A moment without digits below 1e-30, so that it never becomes denormal. */
    private static Tensor rounded(Tensor moment) {
        return moment.add(1e-23).sub(1e-23);
    }

    private interface Update {
        List<Assignment> of(Tensor parameter, Tensor gradient);
    }

    private TrainingExample train(String name, Tensor loss, Tensor prediction, Update update) {
        List<Output> given = List.of(new Output("loss", loss), new Output("prediction", prediction));
        Program forward = Rewriter.stabilise(new Program(name, inputs, variables, given, List.of(), labels));
        labels.putAll(forward.labels());
        GradientResult backward = Gradients.of(forward.outputs().get(0).value(), parameters);
        backward.origins().forEach((tensor, origin) -> {
            if (labels.containsKey(origin)) {
                labels.putIfAbsent(tensor, labels.get(origin));
            }
        });
        List<Assignment> assignments = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            assignments.addAll(update.of(parameters.get(i), backward.gradients().get(i)));
        }
        List<Output> outputs = new ArrayList<>();
        for (Output output : forward.outputs()) {
            outputs.add(new Output(
                    output.name(), backward.primal(List.of(output.value())).get(0)));
        }
        Program program = Rewriter.rewrite(new Program(name, inputs, variables, outputs, assignments, labels));
        return new TrainingExample(program, Map.copyOf(bounds));
    }
}
