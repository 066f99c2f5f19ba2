package dev.adjoint.api;

/** A saved model that cannot be written, read or trusted. */
public class PersistenceException extends AdjointException {
    private static final long serialVersionUID = 1L;

    public PersistenceException(String message) {
        super(message);
    }

    public PersistenceException(String message, Throwable cause) {
        super(message, cause);
    }
}
