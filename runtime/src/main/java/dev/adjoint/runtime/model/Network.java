package dev.adjoint.runtime.model;

import dev.adjoint.api.ConfigurationException;
import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Shape;
import java.util.List;

/**
 * Layers that feed each other without a circle, from named inputs to named outputs. Immutable, and without values:
 * tracing it gives the tensors, and among them the parameters by path. For example
 *
 * <pre>{@code
 * Network.input(784).then(new Dense(128)).then(new Relu()).then("logits", new Dense(10)).build()
 * }</pre>
 *
 * @param layers each after the layers that feed it
 * @param outputs the names of the layers whose results are the network's
 */
public record Network(List<NetworkInput> inputs, List<NamedLayer> layers, List<String> outputs) {
    /**
     * Takes the layers in any order.
     *
     * @throws ConfigurationException for a name that is wrong, missing, unknown or taken twice, for layers in a
     *     circle, and for a layer or an input that leads to no output
     */
    public Network {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        layers = new Wiring(inputs, List.copyOf(layers), outputs).inOrder();
    }

    /** Starts a network whose input is called {@code input} and has rows of this shape. */
    public static NetworkBuilder input(int... row) {
        return input(NetworkInput.DEFAULT_NAME, row);
    }

    /** Starts a network with a first input of numbers whose rows have this shape. */
    public static NetworkBuilder input(String name, int... row) {
        return builder().input(name, row);
    }

    /** Starts a network with a first input. */
    public static NetworkBuilder input(String name, DType dtype, Shape row) {
        return builder().input(name, dtype, row);
    }

    public static NetworkBuilder builder() {
        return new NetworkBuilder();
    }

    /**
     * The network's mathematics as tensors, new ones each time.
     *
     * @param training whether layers act as in training: dropout drops, running means move, penalties count
     * @throws dev.adjoint.api.ShapeException if a layer does not apply to what feeds it
     * @throws dev.adjoint.api.PluginException if a layer breaks the contract of its kind
     */
    public Trace trace(boolean training) {
        return new Tracer(this, training).trace();
    }
}
