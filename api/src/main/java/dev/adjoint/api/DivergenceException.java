package dev.adjoint.api;

/** A loss that became NaN or infinite; the message names the layer that produced it first. */
public class DivergenceException extends AdjointException {
    private static final long serialVersionUID = 1L;

    public DivergenceException(String message) {
        super(message);
    }

    public DivergenceException(String message, Throwable cause) {
        super(message, cause);
    }
}
