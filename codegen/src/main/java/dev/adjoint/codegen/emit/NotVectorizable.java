package dev.adjoint.codegen.emit;

/** Says that a kernel cannot be written with vectors along the loop that was tried; plain code is taken instead. */
final class NotVectorizable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotVectorizable(String reason) {
        super(reason, null, false, false);
    }
}
