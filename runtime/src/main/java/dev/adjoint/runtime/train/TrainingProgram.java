package dev.adjoint.runtime.train;

import dev.adjoint.api.graph.Program;
import dev.adjoint.runtime.model.TracedVariable;
import java.util.List;

/** A program that makes one training step, and where the first values of its variables come from. */
public record TrainingProgram(Program program, List<TracedVariable> variables) {
    public TrainingProgram {
        variables = List.copyOf(variables);
    }
}
