package dev.adjoint.runtime.model;

import dev.adjoint.api.ConfigurationException;
import dev.adjoint.api.plugin.Loss;
import dev.adjoint.api.plugin.Metric;
import dev.adjoint.api.plugin.Optimizer;
import dev.adjoint.api.plugin.Schedule;
import dev.adjoint.runtime.plugin.PluginRegistry;
import dev.adjoint.runtime.text.Nearest;
import dev.adjoint.runtime.train.TrainingOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the model that plain values state. Messages begin with the path of the value that is wrong. */
final class ModelBinder {
    private static final List<String> KEYS = List.of(
            "name",
            "input",
            "inputs",
            "layers",
            "outputs",
            "loss",
            "losses",
            "optimizer",
            "schedule",
            "metrics",
            "training",
            "data");

    private final PluginRegistry registry;
    private final Section model;
    private final NetworkBinder networkBinder;

    /** The keys of an output's loss that has a weight, beside the loss. */
    public record LossSection(double weight) {}

    ModelBinder(PluginRegistry registry, @Nullable Object plain) {
        this.registry = registry;
        this.model = Section.of("", plain, "a map with the keys " + String.join(", ", KEYS));
        this.networkBinder = new NetworkBinder(registry, model);
    }

    ModelSpec bind() {
        model.allow("a model", KEYS);
        require("layers", "layers: [{dense: {units: 128}}, relu, {dense: {units: 10}}]");
        require("optimizer", "optimizer: adam, or optimizer: {adam: {learning-rate: 0.001}}");
        Network network = networkBinder.bind();
        ModelSpec spec = new ModelSpec(
                ModelSpec.DEFAULT_NAME,
                network,
                losses(network),
                registry.bind(Optimizer.class, model.get("optimizer"), "optimizer"),
                model.has("schedule")
                        ? Optional.of(registry.bind(Schedule.class, model.get("schedule"), "schedule"))
                        : Optional.empty(),
                metrics(network),
                model.has("training")
                        ? registry.bindRecord(TrainingOptions.DEFAULTS, model.get("training"), "training")
                        : TrainingOptions.DEFAULTS,
                data());
        ModelSpec named = model.has("name") ? named(spec) : spec;
        new ModelCheck(named, networkBinder.paths(), model).check();
        return named;
    }

    private ModelSpec named(ModelSpec spec) {
        String name = model.text("name");
        try {
            return spec.withName(name);
        } catch (ConfigurationException e) {
            throw new ConfigurationException("name: " + e.getMessage(), e);
        }
    }

    private void require(String key, String example) {
        if (!model.has(key)) {
            throw new ConfigurationException("the key '" + key + "' is missing; expected such as " + example);
        }
    }

    private Map<String, WeightedLoss> losses(Network network) {
        if (model.has("loss") == model.has("losses")) {
            throw new ConfigurationException(
                    (model.has("loss") ? "losses: there is also a key 'loss'" : "the key 'loss' is missing")
                            + "; expected either loss: mean-squared-error, for a single output, or losses: {output: "
                            + "mean-squared-error, ...}");
        }
        if (model.has("loss")) {
            String output = single(network, "loss", "losses: {output: mean-squared-error, ...}");
            return Map.of(output, new WeightedLoss(registry.bind(Loss.class, model.get("loss"), "loss")));
        }
        Section losses = Section.of("losses", model.get("losses"), "a map from outputs to losses");
        if (losses.map().isEmpty()) {
            throw new ConfigurationException(
                    "losses: expected the loss of at least one output, {output: " + "mean-squared-error}");
        }
        Map<String, WeightedLoss> bound = new LinkedHashMap<>();
        losses.map()
                .forEach((output, plain) ->
                        bound.put(output(network, losses, output), weighted(losses.path(output), plain)));
        return bound;
    }

    private WeightedLoss weighted(String path, @Nullable Object plain) {
        if (!(plain instanceof Map<?, ?> map && map.containsKey("loss"))) {
            return new WeightedLoss(registry.bind(Loss.class, plain, path));
        }
        Section section = new Section(path, map);
        section.allow("a loss with a weight", List.of("loss", "weight"));
        Map<Object, @Nullable Object> rest = new LinkedHashMap<>(section.map());
        Loss loss = registry.bind(Loss.class, rest.remove("loss"), section.path("loss"));
        double weight = registry.bindRecord(new LossSection(1), rest, path).weight();
        try {
            return new WeightedLoss(loss, weight);
        } catch (ConfigurationException e) {
            throw new ConfigurationException(section.path("weight") + ": " + e.getMessage(), e);
        }
    }

    private Map<String, List<Metric>> metrics(Network network) {
        if (!model.has("metrics")) {
            return Map.of();
        }
        if (!(model.get("metrics") instanceof Map<?, ?> map)) {
            String output = single(network, "metrics", "metrics: {output: [accuracy], ...}");
            return Map.of(output, metrics("metrics", model.get("metrics")));
        }
        Section metrics = new Section("metrics", map);
        Map<String, List<Metric>> bound = new LinkedHashMap<>();
        map.forEach(
                (output, plain) -> bound.put(output(network, metrics, output), metrics(metrics.path(output), plain)));
        return bound;
    }

    private List<Metric> metrics(String path, @Nullable Object plain) {
        if (!(plain instanceof List<?> list)) {
            return List.of(registry.bind(Metric.class, plain, path));
        }
        List<Metric> metrics = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            metrics.add(registry.bind(Metric.class, list.get(i), path + "[" + i + "]"));
        }
        return metrics;
    }

    private Map<String, @Nullable Object> data() {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        if (model.has("data")) {
            Section.of("data", model.get("data"), "a map")
                    .map()
                    .forEach((key, value) -> data.put(String.valueOf(key), value));
        }
        return data;
    }

    private static String output(Network network, Section section, Object output) {
        String name = String.valueOf(output);
        if (!network.outputs().contains(name)) {
            throw new ConfigurationException(section.path(name) + ": there is no output of this name"
                    + Nearest.question(name, network.outputs()) + "\n  known: " + String.join(", ", network.outputs()));
        }
        return name;
    }

    private static String single(Network network, String key, String form) {
        if (network.outputs().size() != 1) {
            throw new ConfigurationException(
                    key + ": the model has the outputs " + String.join(", ", network.outputs()) + "; expected " + form);
        }
        return network.outputs().get(0);
    }
}
