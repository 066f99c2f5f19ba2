package dev.adjoint.runtime.model;

import dev.adjoint.api.plugin.Layer;
import java.util.List;

/**
 * A layer's place in a network.
 *
 * @param name the first part of the paths of the layer's parameters, {@code dense1}
 * @param sources the inputs and layers that it is applied to, by name
 */
public record NamedLayer(String name, Layer layer, List<String> sources) {
    public NamedLayer {
        sources = List.copyOf(sources);
    }
}
