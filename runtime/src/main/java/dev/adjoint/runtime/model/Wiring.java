package dev.adjoint.runtime.model;

import dev.adjoint.api.ConfigurationException;
import dev.adjoint.api.plugin.Names;
import dev.adjoint.runtime.text.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The rules that names and sources must follow to make a network. */
final class Wiring {
    private final Map<String, NetworkInput> inputs = new LinkedHashMap<>();
    private final Map<String, NamedLayer> layers = new LinkedHashMap<>();
    private final List<String> outputs;

    Wiring(List<NetworkInput> inputs, List<NamedLayer> layers, List<String> outputs) {
        this.outputs = outputs;
        for (NetworkInput input : inputs) {
            checkName("input", input.name());
            this.inputs.put(input.name(), input);
        }
        for (NamedLayer layer : layers) {
            checkName("layer", layer.name());
            this.layers.put(layer.name(), layer);
        }
    }

    /** The layers, each behind its sources, otherwise in the order given. */
    List<NamedLayer> inOrder() {
        if (inputs.isEmpty()) {
            throw new ConfigurationException("the network has no input; expected at least one");
        }
        if (layers.isEmpty()) {
            throw new ConfigurationException("the network has no layer; expected at least one");
        }
        layers.values().forEach(this::checkSources);
        checkOutputs();
        List<NamedLayer> order = sorted();
        checkUse(order);
        return order;
    }

    private void checkName(String kind, String name) {
        if (!Names.isValid(name)) {
            throw new WiringException(
                    name,
                    "'" + name + "' cannot be the name of an input or layer: expected "
                            + "lower-case letters and digits, a letter first, words joined by single dashes, as in 'dense-1'");
        }
        if (inputs.containsKey(name) || layers.containsKey(name)) {
            throw new WiringException(
                    name, "the name '" + name + "' of a " + kind + " is taken already; expected another one");
        }
    }

    private void checkSources(NamedLayer layer) {
        if (layer.sources().isEmpty()) {
            throw new WiringException(
                    layer.name(), describe(layer) + " has no source; expected at least one of " + known());
        }
        for (String source : layer.sources()) {
            if (!known().contains(source)) {
                throw new WiringException(
                        layer.name(),
                        describe(layer) + " is applied to '" + source
                                + "', which does not exist" + Nearest.question(source, known())
                                + "\n  known inputs and layers: " + known());
            }
        }
    }

    private void checkOutputs() {
        Set<String> seen = new LinkedHashSet<>();
        for (String output : outputs) {
            if (!layers.containsKey(output)) {
                throw new WiringException(
                        output,
                        "the output '" + output + "' is no layer" + Nearest.question(output, layers.keySet())
                                + "\n  known layers: " + new ArrayList<>(layers.keySet()));
            }
            if (!seen.add(output)) {
                throw new WiringException(output, "the output '" + output + "' is named twice");
            }
        }
        if (outputs.isEmpty()) {
            throw new ConfigurationException(
                    "the network has no output; expected at least one of " + new ArrayList<>(layers.keySet()));
        }
    }

    private List<NamedLayer> sorted() {
        Set<String> ready = new LinkedHashSet<>(inputs.keySet());
        Map<String, NamedLayer> waiting = new LinkedHashMap<>(layers);
        List<NamedLayer> order = new ArrayList<>();
        while (!waiting.isEmpty()) {
            NamedLayer next = waiting.values().stream()
                    .filter(layer -> ready.containsAll(layer.sources()))
                    .findFirst()
                    .orElseThrow(() -> circular(waiting.values().iterator().next(), ready));
            waiting.remove(next.name());
            ready.add(next.name());
            order.add(next);
        }
        return order;
    }

    private WiringException circular(NamedLayer start, Collection<String> ready) {
        return new WiringException(
                start.name(), "layers feed each other in a circle: " + String.join(" <- ", circle(start, ready)));
    }

    /** From a layer that cannot run, back along sources that cannot run, until one comes again. */
    private List<String> circle(NamedLayer start, Collection<String> ready) {
        List<String> path = new ArrayList<>();
        String name = start.name();
        while (!path.contains(name)) {
            path.add(name);
            name = Objects.requireNonNull(layers.get(name)).sources().stream()
                    .filter(source -> !ready.contains(source))
                    .findFirst()
                    .orElseThrow();
        }
        path.add(name);
        return path.subList(path.indexOf(name), path.size());
    }

    private void checkUse(List<NamedLayer> order) {
        Set<String> used = new LinkedHashSet<>(outputs);
        for (int i = order.size() - 1; i >= 0; i--) {
            NamedLayer layer = order.get(i);
            if (!used.contains(layer.name())) {
                throw new WiringException(
                        layer.name(),
                        describe(layer) + " leads to no output; the outputs are " + outputs
                                + "; use it as a source, name it as an output, or leave it out");
            }
            used.addAll(layer.sources());
        }
        for (String input : inputs.keySet()) {
            if (!used.contains(input)) {
                throw new WiringException(
                        input, "the input '" + input + "' feeds no layer; use it as a source, or leave it out");
            }
        }
    }

    private List<String> known() {
        List<String> known = new ArrayList<>(inputs.keySet());
        known.addAll(layers.keySet());
        return known;
    }

    private static String describe(NamedLayer layer) {
        return "layer '" + layer.name() + "' (" + layer.layer().pluginName() + ")";
    }
}
