package dev.adjoint.api;

/** Training or prediction data that cannot be read or does not fit the model. */
public class DataException extends AdjointException {
    private static final long serialVersionUID = 1L;

    public DataException(String message) {
        super(message);
    }

    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}
