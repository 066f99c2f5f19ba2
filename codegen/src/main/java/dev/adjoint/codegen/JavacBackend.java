package dev.adjoint.codegen;

import com.google.auto.service.AutoService;
import dev.adjoint.api.backend.Backend;
import dev.adjoint.api.backend.CompileOptions;
import dev.adjoint.api.backend.Executable;
import dev.adjoint.api.graph.Program;
import dev.adjoint.codegen.compile.JavacCompiler;

/** Generated Java source, compiled by Javac in this process. */
@AutoService(Backend.class)
public record JavacBackend() implements Backend {
    private static final ProgramCompiler COMPILER = new ProgramCompiler(new JavacCompiler());

    @Override
    public String pluginName() {
        return "javac";
    }

    @Override
    public int priority() {
        return 10;
    }

    @Override
    public Executable compile(Program program, CompileOptions options) {
        return COMPILER.compile(program, options);
    }
}
