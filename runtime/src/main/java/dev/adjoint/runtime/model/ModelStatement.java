package dev.adjoint.runtime.model;

import dev.adjoint.api.graph.DType;
import dev.adjoint.api.plugin.Plugin;
import dev.adjoint.runtime.plugin.PluginRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** States a model as plain values, in the order in which people read them. */
final class ModelStatement {
    private final PluginRegistry registry;

    ModelStatement(PluginRegistry registry) {
        this.registry = registry;
    }

    Map<String, @Nullable Object> of(ModelSpec spec) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        plain.put("name", spec.name());
        inputs(plain, spec.network().inputs());
        plain.put("layers", layers(spec.network()));
        outputs(plain, spec.network());
        losses(plain, spec);
        plain.put("optimizer", plugin(spec.optimizer()));
        spec.schedule().ifPresent(schedule -> plain.put("schedule", plugin(schedule)));
        metrics(plain, spec);
        plain.put("training", registry.recordToPlain(spec.training()));
        if (!spec.data().isEmpty()) {
            plain.put("data", spec.data());
        }
        return plain;
    }

    private static void inputs(Map<String, @Nullable Object> plain, List<NetworkInput> inputs) {
        NetworkInput first = inputs.get(0);
        if (inputs.size() == 1 && first.dtype() == DType.FLOAT && first.name().equals(NetworkInput.DEFAULT_NAME)) {
            plain.put("input", first.row().sizes());
            return;
        }
        Map<String, @Nullable Object> byName = new LinkedHashMap<>();
        for (NetworkInput input : inputs) {
            List<Integer> shape = input.row().sizes();
            String type = input.dtype().name().toLowerCase(Locale.ROOT);
            byName.put(input.name(), input.dtype() == DType.FLOAT ? shape : map("shape", shape, "type", type));
        }
        plain.put("inputs", byName);
    }

    private static void outputs(Map<String, @Nullable Object> plain, Network network) {
        String last = network.layers().get(network.layers().size() - 1).name();
        if (!network.outputs().equals(List.of(last))) {
            plain.put("outputs", network.outputs());
        }
    }

    private void losses(Map<String, @Nullable Object> plain, ModelSpec spec) {
        List<WeightedLoss> losses = List.copyOf(spec.losses().values());
        if (spec.network().outputs().size() == 1 && losses.get(0).weight() == 1) {
            plain.put("loss", plugin(losses.get(0).loss()));
            return;
        }
        Map<String, @Nullable Object> byOutput = new LinkedHashMap<>();
        spec.losses().forEach((output, loss) -> {
            Object bare = plugin(loss.loss());
            byOutput.put(output, loss.weight() == 1 ? bare : map("loss", bare, "weight", loss.weight()));
        });
        plain.put("losses", byOutput);
    }

    private void metrics(Map<String, @Nullable Object> plain, ModelSpec spec) {
        Map<String, @Nullable Object> byOutput = new LinkedHashMap<>();
        spec.metrics()
                .forEach((output, metrics) ->
                        byOutput.put(output, metrics.stream().map(this::plugin).toList()));
        if (!byOutput.isEmpty()) {
            boolean single = spec.network().outputs().size() == 1;
            plain.put("metrics", single ? byOutput.values().iterator().next() : byOutput);
        }
    }

    /** The layers; what a reader of the statement assumes anyway is left out. */
    private List<Object> layers(Network network) {
        NetworkBuilder reader = Network.builder();
        List<NetworkInput> inputs = network.inputs();
        List<String> before = inputs.size() == 1 ? List.of(inputs.get(0).name()) : List.of();
        List<Object> layers = new ArrayList<>();
        for (NamedLayer layer : network.layers()) {
            Map<String, @Nullable Object> more = new LinkedHashMap<>();
            if (!layer.name().equals(reader.nextName(layer.layer()))) {
                more.put("name", layer.name());
            }
            if (!layer.sources().equals(before)) {
                more.put("from", layer.sources());
            }
            layers.add(with(more, layer));
            reader.layer(layer.name(), layer.layer());
            before = List.of(layer.name());
        }
        return layers;
    }

    private Object with(Map<String, @Nullable Object> more, NamedLayer layer) {
        if (more.isEmpty()) {
            return plugin(layer.layer());
        }
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        Section.of("", registry.toPlain(layer.layer()), "a plugin")
                .map()
                .forEach((name, configuration) -> plain.put(String.valueOf(name), configuration));
        plain.putAll(more);
        return plain;
    }

    /** A plugin by its name alone where it has no configuration. */
    private Object plugin(Plugin plugin) {
        Object plain = registry.toPlain(plugin);
        boolean bare = plain instanceof Map<?, ?> map
                && map.size() == 1
                && map.values().iterator().next() instanceof Map<?, ?> configuration
                && configuration.isEmpty();
        return bare ? plugin.pluginName() : plain;
    }

    private static Map<String, @Nullable Object> map(String key1, Object value1, String key2, Object value2) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put(key1, value1);
        map.put(key2, value2);
        return map;
    }
}
