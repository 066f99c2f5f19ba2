package dev.adjoint.api;

/** Shapes or data types that do not fit together; the message shows them. */
public class ShapeException extends AdjointException {
    private static final long serialVersionUID = 1L;

    public ShapeException(String message) {
        super(message);
    }

    public ShapeException(String message, Throwable cause) {
        super(message, cause);
    }
}
