package dev.adjoint.codegen;

import com.google.auto.service.AutoService;
import dev.adjoint.api.backend.Backend;
import dev.adjoint.api.backend.CompileOptions;
import dev.adjoint.api.backend.Executable;
import dev.adjoint.api.graph.Program;
import dev.adjoint.codegen.compile.JaninoCompiler;
import java.util.List;

/** Generated Java source, compiled by Janino in this process. */
@AutoService(Backend.class)
public record JaninoBackend() implements Backend {
    private static final ProgramCompiler COMPILER = new ProgramCompiler(new JaninoCompiler());

    @Override
    public String pluginName() {
        return "janino";
    }

    @Override
    public int priority() {
        return 20;
    }

    @Override
    public Executable compile(Program program, CompileOptions options) {
        return COMPILER.compile(program, options);
    }

    @Override
    public List<Backend> variants() {
        return LanesBackend.all();
    }
}
