package dev.adjoint.api;

/**
 * The root of every exception that a user of Adjoint can cause. Its message says what was wrong, where it
 * stands, what was expected, and what the alternatives are.
 */
public class AdjointException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public AdjointException(String message) {
        super(message);
    }

    public AdjointException(String message, Throwable cause) {
        super(message, cause);
    }
}
