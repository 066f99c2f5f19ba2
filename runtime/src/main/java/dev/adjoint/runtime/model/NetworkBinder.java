package dev.adjoint.runtime.model;

import dev.adjoint.api.ConfigurationException;
import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.plugin.Layer;
import dev.adjoint.runtime.plugin.PluginRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the network of a model file: its inputs, layers and outputs. */
final class NetworkBinder {
    private static final String NAME = "name";
    private static final String FROM = "from";

    private final PluginRegistry registry;
    private final Section model;
    private final NetworkBuilder builder = Network.builder();
    private final Map<String, String> paths = new HashMap<>();

    /**
     * An input as a model file states it.
     *
     * @param shape the shape of a row
     */
    public record InputSection(List<Integer> shape, DType type) {
        static final InputSection DEFAULTS = new InputSection(List.of(), DType.FLOAT);

        public InputSection {
            for (int size : shape) {
                if (size < 1) {
                    throw new ConfigurationException(
                            "shape is " + shape + "; expected sizes of at least 1, for one row");
                }
            }
        }
    }

    NetworkBinder(PluginRegistry registry, Section model) {
        this.registry = registry;
        this.model = model;
    }

    /** Where each input and layer stands. */
    Map<String, String> paths() {
        return paths;
    }

    Network bind() {
        int inputs = inputs();
        List<?> layers = model.list("layers", "a list of layers");
        for (int i = 0; i < layers.size(); i++) {
            layer("layers[" + i + "]", layers.get(i), i == 0 && inputs > 1);
        }
        if (model.has("outputs")) {
            outputs("outputs", model.names("outputs"));
        } else if (model.has("losses")) {
            Section losses = Section.of("losses", model.get("losses"), "a map from outputs to losses");
            outputs(
                    "losses",
                    losses.map().keySet().stream().map(String::valueOf).toList());
        }
        try {
            return builder.build();
        } catch (WiringException e) {
            throw new ConfigurationException(paths.getOrDefault(e.name(), "outputs") + ": " + e.getMessage(), e);
        }
    }

    private void outputs(String path, List<String> names) {
        for (String name : names) {
            paths.putIfAbsent(name, path.equals("losses") ? path + "." + name : path);
            builder.output(name);
        }
    }

    private int inputs() {
        if (model.has("input") == model.has("inputs")) {
            throw new ConfigurationException(
                    (model.has("input") ? "inputs: there is also a key 'input'" : "the key 'input' is missing")
                            + "; expected either input: [784], the shape of a row, or inputs: {name: [784], ...}");
        }
        if (model.has("input")) {
            input(NetworkInput.DEFAULT_NAME, "input", model.get("input"));
            return 1;
        }
        Section inputs = Section.of("inputs", model.get("inputs"), "a map from names to shapes");
        inputs.map().forEach((name, plain) -> input(String.valueOf(name), inputs.path(name), plain));
        return inputs.map().size();
    }

    private void input(String name, String path, @Nullable Object plain) {
        Object shape = plain instanceof Number ? List.of(plain) : plain;
        Object section = plain instanceof Map<?, ?> ? plain : Map.of("shape", shape == null ? List.of() : shape);
        InputSection input = registry.bindRecord(InputSection.DEFAULTS, section, path);
        paths.put(name, path);
        builder.input(name, input.type(), new Shape(input.shape()));
    }

    private void layer(String path, @Nullable Object plain, boolean ambiguous) {
        Map<Object, @Nullable Object> plugin = new LinkedHashMap<>();
        Section section = new Section(path, plain instanceof Map<?, ?> map ? map : Map.of());
        plugin.putAll(section.map());
        plugin.remove(NAME);
        plugin.remove(FROM);
        if (plain instanceof Map<?, ?> && plugin.isEmpty()) {
            throw new ConfigurationException(path
                    + ": expected a layer, such as {dense: {units: 10}, name: logits}, but "
                    + "there are only the keys " + new ArrayList<>(section.map().keySet()));
        }
        Layer layer = registry.bind(Layer.class, plain instanceof Map<?, ?> ? plugin : plain, path);
        String name = section.has(NAME) ? section.text(NAME) : builder.nextName(layer);
        paths.put(name, path);
        if (section.has(FROM)) {
            builder.layer(name, layer, section.names(FROM).toArray(new String[0]));
        } else if (ambiguous) {
            throw new ConfigurationException(
                    path + ": the model has several inputs; expected the key 'from' to say which "
                            + "of them the first layer is applied to");
        } else {
            builder.then(name, layer);
        }
    }
}
