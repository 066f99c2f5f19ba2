package dev.adjoint.api;

/** A plugin that is unknown, declared twice, badly named, or that broke the contract of its kind. */
public class PluginException extends AdjointException {
    private static final long serialVersionUID = 1L;

    public PluginException(String message) {
        super(message);
    }

    public PluginException(String message, Throwable cause) {
        super(message, cause);
    }
}
