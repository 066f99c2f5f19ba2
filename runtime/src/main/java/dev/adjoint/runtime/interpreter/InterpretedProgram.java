package dev.adjoint.runtime.interpreter;

import dev.adjoint.api.ConfigurationException;
import dev.adjoint.api.backend.Executable;
import dev.adjoint.api.backend.Execution;
import dev.adjoint.api.backend.Variables;
import dev.adjoint.api.graph.Program;
import dev.adjoint.runtime.text.GraphListing;
import java.util.Map;

/** A program to be run op by op. */
record InterpretedProgram(Program program, int capacity) implements Executable {
    @Override
    public Variables allocate() {
        return new InterpretedVariables(program);
    }

    @Override
    public Execution open(Variables variables) {
        if (!(variables instanceof InterpretedVariables own) || !own.belongTo(program)) {
            throw new ConfigurationException("program " + program.name()
                    + " cannot run on variables of another backend or program; expected what allocate() returned");
        }
        return new InterpretedExecution(program, capacity, own);
    }

    @Override
    public Map<String, String> reports() {
        return Map.of("graph", GraphListing.of(program));
    }
}
