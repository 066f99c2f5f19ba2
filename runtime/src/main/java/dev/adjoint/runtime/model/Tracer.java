package dev.adjoint.runtime.model;

import dev.adjoint.api.AdjointException;
import dev.adjoint.api.ConfigurationException;
import dev.adjoint.api.PluginException;
import dev.adjoint.api.ShapeException;
import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Input;
import dev.adjoint.api.op.Random;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs a network's layers on tensors, once, and keeps what they ask for. */
final class Tracer {
    private final Network network;
    private final boolean training;
    private final Map<String, Tensor> values = new LinkedHashMap<>();
    private final List<TracedVariable> variables = new ArrayList<>();
    private final List<Program.Assignment> assignments = new ArrayList<>();
    private final List<Tensor> penalties = new ArrayList<>();
    private final Map<Tensor, String> labels = new LinkedHashMap<>();
    private int streams;
    private @Nullable String failed;

    Tracer(Network network, boolean training) {
        this.network = network;
        this.training = training;
    }

    Trace trace() {
        for (NetworkInput input : network.inputs()) {
            values.put(input.name(), Tensor.of(new Input(input.name(), input.type())));
        }
        List<Tensor> inputs = List.copyOf(values.values());
        for (NamedLayer layer : network.layers()) {
            values.put(layer.name(), apply(layer));
        }
        List<TracedOutput> outputs = network.outputs().stream()
                .map(name -> new TracedOutput(name, value(name)))
                .toList();
        return new Trace(inputs, outputs, variables, assignments, penalties, labels);
    }

    /** The layer that tracing failed in. */
    Optional<String> failedLayer() {
        return Optional.ofNullable(failed).map(path -> path.replaceFirst("/.*", ""));
    }

    boolean training() {
        return training;
    }

    Tensor random(Shape shape) {
        return Tensor.of(new Random(streams++, shape));
    }

    void add(TracedVariable variable) {
        variables.add(variable);
    }

    void add(Program.Assignment assignment) {
        assignments.add(assignment);
    }

    void addPenalty(Tensor scalar) {
        penalties.add(scalar);
    }

    /** Runs a layer or a part of one, and labels what it made; the path of the innermost that fails is kept. */
    Tensor within(String path, Supplier<@Nullable Tensor> body) {
        try {
            Tensor result = body.get();
            if (result == null) {
                throw new PluginException("it returned null; expected a tensor");
            }
            label(path, result);
            return result;
        } catch (RuntimeException e) {
            failed = failed == null ? path : failed;
            throw e;
        }
    }

    /** Labels a tensor and what it is made of, back to inputs and to tensors that have a label already. */
    void label(String path, Tensor tensor) {
        Deque<Tensor> pending = new ArrayDeque<>(List.of(tensor));
        while (!pending.isEmpty()) {
            Tensor next = pending.pop();
            if (!(next.op() instanceof Input) && labels.putIfAbsent(next, path) == null) {
                pending.addAll(next.inputs());
            }
        }
    }

    private Tensor apply(NamedLayer layer) {
        List<Tensor> sources = layer.sources().stream().map(this::value).toList();
        TracingScope scope = new TracingScope(this, layer.name());
        try {
            Tensor result = within(layer.name(), () -> layer.layer().apply(scope, sources));
            if (result.shape().rank() == 0 || result.shape().size(0) != Shape.ROWS) {
                throw new PluginException("it returned the shape " + result.shape()
                        + "; expected one that begins with the rows, [n, ...]");
            }
            return result;
        } catch (ShapeException e) {
            throw new ShapeException(where(layer) + " does not fit: " + e.getMessage() + way(layer), e);
        } catch (ConfigurationException e) {
            throw new ConfigurationException(where(layer) + ": " + e.getMessage(), e);
        } catch (AdjointException e) {
            throw new PluginException(where(layer) + " broke the contract of layers: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            throw new PluginException(where(layer) + " failed while it was traced: " + e, e);
        }
    }

    private String where(NamedLayer layer) {
        return "layer '" + (failed == null ? layer.name() : failed) + "' (plugin "
                + layer.layer().pluginName() + ", " + layer.layer().getClass().getName() + ")";
    }

    /** The shapes from the inputs to a layer that fails, a line each. */
    private String way(NamedLayer layer) {
        Set<String> ancestors = new LinkedHashSet<>(layer.sources());
        List<NamedLayer> before = network.layers().subList(0, network.layers().indexOf(layer));
        for (int i = before.size() - 1; i >= 0; i--) {
            if (ancestors.contains(before.get(i).name())) {
                ancestors.addAll(before.get(i).sources());
            }
        }
        int width = ancestors.stream().mapToInt(String::length).max().orElse(0);
        width = Math.max(width, layer.name().length());
        StringBuilder way = new StringBuilder("\nThe shapes on the way:");
        for (Map.Entry<String, Tensor> value : values.entrySet()) {
            if (ancestors.contains(value.getKey())) {
                way.append(line(value.getKey(), width))
                        .append(value.getValue().shape())
                        .append(from(value.getKey()));
            }
        }
        return way.append(line(layer.name(), width))
                .append("fails here")
                .append(from(layer.name()))
                .toString();
    }

    private static String line(String name, int width) {
        return "\n  " + name + " ".repeat(width - name.length() + 2);
    }

    /** The sources of a layer that has several, or an empty text. */
    private String from(String name) {
        return network.layers().stream()
                .filter(layer -> layer.name().equals(name) && layer.sources().size() > 1)
                .map(layer -> " (from " + String.join(", ", layer.sources()) + ")")
                .findFirst()
                .orElse("");
    }

    /** What an input or a layer gave. */
    Tensor value(String name) {
        Tensor value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("no value for '" + name + "'");
        }
        return value;
    }
}
