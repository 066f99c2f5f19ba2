package dev.adjoint.api.backend;

import dev.adjoint.api.graph.Program;
import dev.adjoint.api.plugin.Plugin;
import java.util.List;

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

    /**
     * This backend as it is on other machines and when it is told otherwise: other widths of vectors, more threads. They
     * run here, if not fast, and give the same bits; a plugin is tried with each of them, so that one machine tells what
     * happens on another. Each has a name of its own, by which it cannot be found.
     */
    default List<Backend> variants() {
        return List.of();
    }
}
