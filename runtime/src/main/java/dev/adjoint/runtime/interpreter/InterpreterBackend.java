package dev.adjoint.runtime.interpreter;

import com.google.auto.service.AutoService;
import dev.adjoint.api.backend.Backend;
import dev.adjoint.api.backend.CompileOptions;
import dev.adjoint.api.backend.Executable;
import dev.adjoint.api.graph.Program;

/** Runs a program op by op in single precision: slow, and the meaning that every other backend is held to. */
@AutoService(Backend.class)
public record InterpreterBackend() implements Backend {
    @Override
    public Executable compile(Program program, CompileOptions options) {
        return new InterpretedProgram(program, options.capacity());
    }

    @Override
    public String pluginName() {
        return "interpreter";
    }
}
