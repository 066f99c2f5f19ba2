package dev.adjoint.api;

/** A program that a backend could not turn into something that runs. */
public class CompilationException extends AdjointException {
    private static final long serialVersionUID = 1L;

    public CompilationException(String message) {
        super(message);
    }

    public CompilationException(String message, Throwable cause) {
        super(message, cause);
    }
}
