package dev.adjoint.api.graph;

import dev.adjoint.api.ShapeException;
import dev.adjoint.api.op.Input;
import dev.adjoint.api.op.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that one run computes: a training step, or a prediction. Every variable is read as it was before the run; the
 * assignments take effect together at its end.
 *
 * @param name a word for messages and generated names, {@code train} or {@code predict}
 * @param inputs the leaves ({@link Input}) that are given for every run, whether used or not
 * @param variables the leaves ({@link Variable}) that outlive a run, whether used or not
 * @param outputs what can be read after a run, by name
 * @param assignments the new values of variables
 * @param labels the path of the layer, {@code encoder/dense1}, that a tensor comes from, where known; for messages and
 *     generated names
 */
public record Program(
        String name,
        List<Tensor> inputs,
        List<Tensor> variables,
        List<Output> outputs,
        List<Assignment> assignments,
        Map<Tensor, String> labels) {
    /** A value that can be read after a run. */
    public record Output(String name, Tensor value) {}

    /** The value that a variable has after a run. */
    public record Assignment(Tensor variable, Tensor value) {
        public Assignment {
            if (!(variable.op() instanceof Variable)) {
                throw new ShapeException("only a parameter or a state can be assigned to, not " + variable);
            }
            if (!value.type().equals(variable.type())) {
                throw new ShapeException(variable.op() + " has type " + variable.type()
                        + " and cannot be assigned a value of type " + value.type());
            }
        }
    }

    public Program {
        inputs = List.copyOf(inputs);
        variables = List.copyOf(variables);
        outputs = List.copyOf(outputs);
        assignments = List.copyOf(assignments);
        labels = Map.copyOf(labels);
    }

    /** The values of the outputs, then those of the assignments. */
    public List<Tensor> roots() {
        List<Tensor> roots = new ArrayList<>();
        outputs.forEach(output -> roots.add(output.value()));
        assignments.forEach(assignment -> roots.add(assignment.value()));
        return roots;
    }

    /** All tensors that this program computes, each after those it is made of. */
    public List<Tensor> tensors() {
        return Graph.topological(roots());
    }

    public Optional<String> label(Tensor tensor) {
        return Optional.ofNullable(labels.get(tensor));
    }
}
