package dev.adjoint.runtime.model;

import dev.adjoint.api.ConfigurationException;

/** A rule of networks that an input, a layer or an output breaks. */
final class WiringException extends ConfigurationException {
    private static final long serialVersionUID = 1L;

    private final String name;

    WiringException(String name, String message) {
        super(message);
        this.name = name;
    }

    /** The name of the input, layer or output. */
    String name() {
        return name;
    }
}
