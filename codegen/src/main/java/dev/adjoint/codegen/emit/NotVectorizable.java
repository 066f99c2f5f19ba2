package dev.adjoint.codegen.emit;

import dev.adjoint.api.CompilationException;

/** Says that a kernel cannot be written with vectors along the loop that was tried; plain code is taken instead. */
final class NotVectorizable extends CompilationException {
    private static final long serialVersionUID = 1L;

    NotVectorizable(String reason) {
        super(reason);
    }
}
