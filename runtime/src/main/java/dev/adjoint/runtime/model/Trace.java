package dev.adjoint.runtime.model;

import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Tensor;
import java.util.List;
import java.util.Map;

/**
 * What a network computes, as tensors.
 *
 * @param inputs the leaves in the order of the network's inputs
 * @param outputs in the order of the network's outputs
 * @param variables the leaves that outlive a run, in the order in which the layers ask for them
 * @param assignments the values that states have after a training step
 * @param penalties scalars that are added to the loss
 * @param labels for each tensor that a layer made, the layer's path
 */
public record Trace(
        List<Tensor> inputs,
        List<TracedOutput> outputs,
        List<TracedVariable> variables,
        List<Program.Assignment> assignments,
        List<Tensor> penalties,
        Map<Tensor, String> labels) {
    public Trace {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        variables = List.copyOf(variables);
        assignments = List.copyOf(assignments);
        penalties = List.copyOf(penalties);
        labels = Map.copyOf(labels);
    }
}
