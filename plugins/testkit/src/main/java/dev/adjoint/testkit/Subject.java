package dev.adjoint.testkit;

import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Graph;
import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.CustomKernel;
import dev.adjoint.runtime.autodiff.GradientResult;
import dev.adjoint.runtime.autodiff.Gradients;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** What a plugin has stated: a function from leaves to outputs, ready to be computed in any way. */
record Subject(List<Leaf> leaves, List<Tensor> outputs, List<Program.Assignment> assignments) {
    Subject {
        leaves = List.copyOf(leaves);
        outputs = List.copyOf(outputs);
        assignments = List.copyOf(assignments);
    }

    /** Ordinary values for all leaves. */
    Sample sample(int rows, RandomGenerator random) {
        return Sample.draw(leaves, rows, random, Domain::usual);
    }

    /** Values from the ends of the leaves' domains. */
    Sample extremes(int rows, RandomGenerator random) {
        return Sample.draw(leaves, rows, random, Domain::extreme);
    }

    /** The leaves that it can be differentiated by. */
    List<Leaf> targets() {
        return leaves.stream().filter(Leaf::hasGradient).toList();
    }

    /** The outputs that can be differentiated. */
    List<Tensor> smoothOutputs() {
        return outputs.stream().filter(output -> output.dtype() == DType.FLOAT).toList();
    }

    /** New inputs of the types of the differentiable outputs: what a gradient is multiplied with. */
    List<Leaf> cotangents() {
        List<Tensor> smooth = smoothOutputs();
        return IntStream.range(0, smooth.size())
                .mapToObj(i -> Leaf.input(
                        "cotangent" + (i + 1), Domain.NUMBERS, smooth.get(i).shape()))
                .toList();
    }

    /** This function with the gradient by each target as a further output, for cotangents as further inputs. */
    Subject withGradients() {
        List<Leaf> cotangents = cotangents();
        List<Leaf> all = new ArrayList<>(leaves);
        all.addAll(cotangents);
        GradientResult result = gradients(cotangents);
        List<Tensor> values = new ArrayList<>(result.primal(outputs));
        values.addAll(result.gradients());
        return new Subject(all, values, assignments);
    }

    GradientResult gradients(List<Leaf> cotangents) {
        return Gradients.vjp(
                smoothOutputs(),
                cotangents.stream().map(Leaf::tensor).toList(),
                targets().stream().map(Leaf::tensor).toList());
    }

    /** Whether a part of it works in single precision whatever the precision of the rest. */
    boolean hasKernel() {
        return Graph.topological(outputs).stream().anyMatch(tensor -> tensor.op() instanceof CustomKernel);
    }

    /** This function as a program, whose outputs are called {@code output1}, {@code output2} and so on. */
    Program program() {
        List<Program.Output> named = IntStream.range(0, outputs.size())
                .mapToObj(i -> new Program.Output("output" + (i + 1), outputs.get(i)))
                .toList();
        return new Program("contract", tensors(true), tensors(false), named, assignments, Map.of());
    }

    private List<Tensor> tensors(boolean inputs) {
        return leaves.stream()
                .filter(leaf -> leaf.isInput() == inputs)
                .map(Leaf::tensor)
                .toList();
    }
}
