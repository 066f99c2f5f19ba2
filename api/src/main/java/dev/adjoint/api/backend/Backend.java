package dev.adjoint.api.backend;

import dev.adjoint.api.graph.Program;
import dev.adjoint.api.plugin.Plugin;

/** Turns programs into executables. All backends give the same bits. */
public interface Backend extends Plugin {
    /**
     * Prepares a program to run.
     *
     * @throws dev.adjoint.api.CompilationException if it cannot
     */
    Executable compile(Program program, CompileOptions options);

    /** Which backend is taken where none is named: the one of highest priority that is present. */
    default int priority() {
        return 0;
    }
}
