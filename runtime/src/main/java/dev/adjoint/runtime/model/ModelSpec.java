package dev.adjoint.runtime.model;

import dev.adjoint.api.ConfigurationException;
import dev.adjoint.api.plugin.Loss;
import dev.adjoint.api.plugin.Metric;
import dev.adjoint.api.plugin.Optimizer;
import dev.adjoint.api.plugin.Schedule;
import dev.adjoint.runtime.train.TrainingOptions;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that is stated about a model before there are any values: what it computes and how it learns.
 *
 * @param name a word for people
 * @param losses by the name of the output; an output without a loss is only predicted
 * @param schedule how the learning rate changes; empty for never
 * @param metrics by the name of the output
 * @param data where the data comes from, as plain values; empty where a program provides it
 */
public record ModelSpec(
        String name,
        Network network,
        Map<String, WeightedLoss> losses,
        Optimizer optimizer,
        Optional<Schedule> schedule,
        Map<String, List<Metric>> metrics,
        TrainingOptions training,
        Map<String, @Nullable Object> data) {
    /** The name of a model that is given none. */
    public static final String DEFAULT_NAME = "model";

    public ModelSpec {
        if (name.isBlank() || !name.equals(name.strip()) || name.chars().anyMatch(Character::isISOControl)) {
            throw new ConfigurationException(
                    "the name of a model is '" + name + "'; expected one line of text, without blanks at its ends");
        }
        expectOutputs("loss", losses.keySet(), network);
        expectOutputs("metric", metrics.keySet(), network);
        if (losses.isEmpty()) {
            throw new ConfigurationException(
                    "the model has no loss; expected one for at least one of its outputs " + network.outputs());
        }
        losses = inOrder(losses, network.outputs());
        Map<String, List<Metric>> copies = new LinkedHashMap<>();
        metrics.forEach((output, list) -> copies.put(output, List.copyOf(list)));
        metrics = inOrder(copies, network.outputs());
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }

    /** A model with one output, with the default options of training. */
    public static ModelSpec of(Network network, Loss loss, Optimizer optimizer) {
        return new ModelSpec(
                DEFAULT_NAME,
                network,
                Map.of(single(network, "loss"), new WeightedLoss(loss)),
                optimizer,
                Optional.empty(),
                Map.of(),
                TrainingOptions.DEFAULTS,
                Map.of());
    }

    public ModelSpec withName(String value) {
        return new ModelSpec(value, network, losses, optimizer, schedule, metrics, training, data);
    }

    public ModelSpec withSchedule(Schedule value) {
        return new ModelSpec(name, network, losses, optimizer, Optional.of(value), metrics, training, data);
    }

    /** This model with metrics of its single output. */
    public ModelSpec withMetrics(Metric... values) {
        return withMetrics(Map.of(single(network, "metrics"), List.of(values)));
    }

    public ModelSpec withMetrics(Map<String, List<Metric>> values) {
        return new ModelSpec(name, network, losses, optimizer, schedule, values, training, data);
    }

    public ModelSpec withTraining(TrainingOptions value) {
        return new ModelSpec(name, network, losses, optimizer, schedule, metrics, value, data);
    }

    public ModelSpec withData(Map<String, ? extends @Nullable Object> value) {
        return new ModelSpec(name, network, losses, optimizer, schedule, metrics, training, new LinkedHashMap<>(value));
    }

    private static String single(Network network, String what) {
        if (network.outputs().size() != 1) {
            throw new ConfigurationException("the network has the outputs " + network.outputs() + "; expected a map "
                    + "that says which " + what + " belongs to which output");
        }
        return network.outputs().get(0);
    }

    private static void expectOutputs(String kind, Collection<String> names, Network network) {
        for (String name : names) {
            if (!network.outputs().contains(name)) {
                throw new ConfigurationException("a " + kind + " is stated for '" + name
                        + "', which is no output of the network; its outputs are " + network.outputs());
            }
        }
    }

    private static <V> Map<String, V> inOrder(Map<String, V> values, List<String> order) {
        Map<String, V> sorted = new LinkedHashMap<>();
        for (String key : order) {
            V value = values.get(key);
            if (value != null) {
                sorted.put(key, value);
            }
        }
        return Collections.unmodifiableMap(sorted);
    }
}
