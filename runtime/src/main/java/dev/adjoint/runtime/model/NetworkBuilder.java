package dev.adjoint.runtime.model;

import dev.adjoint.api.ConfigurationException;
import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.plugin.Layer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts a {@link Network} together. A layer without a name is called by its plugin and a running number,
 * {@code dense1}, {@code relu1}, {@code dense2}; a layer without sources follows what was added before it. For example
 *
 * <pre>{@code
 * Network.input(64)
 *         .then("trunk", new Dense(64))
 *         .then(new Relu())
 *         .then(new Dense(64))
 *         .layer("sum", new Add(), "trunk", "dense1")
 *         .then("price", new Dense(1))
 *         .layer("kind", new Dense(5), "sum")
 *         .output("price", "kind")
 *         .build()
 * }</pre>
 */
public final class NetworkBuilder {
    private final List<NetworkInput> inputs = new ArrayList<>();
    private final List<NamedLayer> layers = new ArrayList<>();
    private final List<String> outputs = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private @Nullable String last;

    NetworkBuilder() {}

    /** Adds an input of numbers whose rows have this shape. */
    public NetworkBuilder input(String name, int... row) {
        return input(name, DType.FLOAT, Shape.of(row));
    }

    public NetworkBuilder input(String name, DType dtype, Shape row) {
        inputs.add(new NetworkInput(name, dtype, row));
        return follow(name);
    }

    /** Adds a layer behind what was added last. */
    public NetworkBuilder then(Layer layer) {
        return then(nextName(layer), layer);
    }

    /** Adds a named layer behind what was added last. */
    public NetworkBuilder then(String name, Layer layer) {
        if (last == null) {
            throw new ConfigurationException(
                    "layer '" + name + "' (" + layer.pluginName() + ") has nothing to follow; add an input first");
        }
        return layer(name, layer, last);
    }

    /** Adds a named layer behind the given inputs and layers. */
    public NetworkBuilder layer(String name, Layer layer, String... sources) {
        layers.add(new NamedLayer(name, layer, List.of(sources)));
        return follow(name);
    }

    /** Names results of the network; without a call, the layer added last is the only one. */
    public NetworkBuilder output(String... layerNames) {
        outputs.addAll(List.of(layerNames));
        return this;
    }

    /**
     * The network.
     *
     * @throws ConfigurationException if the parts do not make one
     */
    public Network build() {
        boolean byDefault = outputs.isEmpty() && !layers.isEmpty();
        return new Network(
                inputs,
                layers,
                byDefault ? List.of(layers.get(layers.size() - 1).name()) : outputs);
    }

    /** The name that the next layer gets if it is given none. */
    String nextName(Layer layer) {
        int number = 1;
        while (names.contains(layer.pluginName() + number)) {
            number++;
        }
        return layer.pluginName() + number;
    }

    private NetworkBuilder follow(String name) {
        names.add(name);
        last = name;
        return this;
    }
}
