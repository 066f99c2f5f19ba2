package dev.adjoint.api;

/** A wrong key or value in a model file, in a plugin's configuration or in training options. */
public class ConfigurationException extends AdjointException {
    private static final long serialVersionUID = 1L;

    public ConfigurationException(String message) {
        super(message);
    }

    public ConfigurationException(String message, Throwable cause) {
        super(message, cause);
    }
}
