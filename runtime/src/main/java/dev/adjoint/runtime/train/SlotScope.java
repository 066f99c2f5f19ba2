package dev.adjoint.runtime.train;

import dev.adjoint.api.AdjointException;
import dev.adjoint.api.PluginException;
import dev.adjoint.api.graph.Program.Assignment;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.State;
import dev.adjoint.api.plugin.Names;
import dev.adjoint.api.plugin.Optimizer;
import dev.adjoint.api.plugin.UpdateScope;
import dev.adjoint.runtime.model.TracedVariable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an optimizer asks for while it states the update of one parameter; its slots are {@code dense1/kernel:m}. */
final class SlotScope implements UpdateScope {
    /**
     * Added to what a slot holds and taken away again, which rounds it to a multiple of about 1e-30. A moment of a
     * gradient that stays zero would otherwise decay to denormal numbers, which slow the whole update down several
     * times and never reach zero.
     */
    private static final double GUARD = 1e-23;

    private final TracedVariable parameter;
    private final Tensor step;
    private final Tensor learningRate;
    private final Map<String, TracedVariable> slots = new LinkedHashMap<>();
    private final Map<String, Tensor> assigned = new LinkedHashMap<>();

    SlotScope(TracedVariable parameter, Tensor step, Tensor learningRate) {
        this.parameter = parameter;
        this.step = step;
        this.learningRate = learningRate;
    }

    @Override
    public Tensor slot(String name, double initialValue) {
        if (!Names.isValid(name)) {
            throw new PluginException(
                    "the slot '" + name + "' is badly named; expected lower-case words, joined by" + " dashes");
        }
        TracedVariable slot = slots.computeIfAbsent(
                name,
                key -> new TracedVariable(
                        Tensor.of(new State(parameter.path() + ":" + key, parameter.shape())),
                        new Filled(initialValue)));
        if (!slot.initializer().equals(new Filled(initialValue))) {
            throw new PluginException("the slot '" + name + "' is asked for with the initial values "
                    + ((Filled) slot.initializer()).value() + " and " + initialValue + "; expected one");
        }
        return slot.leaf();
    }

    @Override
    public Tensor assign(String name, Tensor value) {
        if (!slots.containsKey(name)) {
            throw new PluginException(
                    "the slot '" + name + "' is assigned to but was never asked for; there are " + slots.keySet());
        }
        if (!value.shape().equals(parameter.shape())) {
            throw new PluginException("the slot '" + name + "' is assigned a value of shape " + value.shape()
                    + "; expected that of the parameter, " + parameter.shape());
        }
        Tensor kept = value.add(GUARD).sub(GUARD);
        if (assigned.put(name, kept) != null) {
            throw new PluginException("the slot '" + name + "' is assigned to twice");
        }
        return kept;
    }

    @Override
    public Tensor step() {
        return step;
    }

    @Override
    public Tensor learningRate() {
        return learningRate;
    }

    /**
     * The parameter's and the slots' values after a step.
     *
     * @throws PluginException if the optimizer breaks the contract of its kind
     */
    List<Assignment> update(Optimizer optimizer, Tensor gradient) {
        Tensor updated = updated(optimizer, gradient);
        if (!updated.type().equals(parameter.leaf().type())) {
            throw new PluginException(where(optimizer) + "it returned " + updated.type() + "; expected "
                    + parameter.leaf().type());
        }
        List<Assignment> assignments = new ArrayList<>();
        assignments.add(new Assignment(parameter.leaf(), updated));
        slots.forEach((name, slot) -> {
            Tensor value = assigned.get(name);
            if (value != null) {
                assignments.add(new Assignment(slot.leaf(), value));
            }
        });
        return assignments;
    }

    private Tensor updated(Optimizer optimizer, Tensor gradient) {
        try {
            return optimizer.update(this, parameter.leaf(), gradient);
        } catch (RuntimeException e) {
            throw new PluginException(where(optimizer) + (e instanceof AdjointException ? e.getMessage() : e), e);
        }
    }

    private String where(Optimizer optimizer) {
        return "optimizer " + optimizer.pluginName() + " ("
                + optimizer.getClass().getName() + "), parameter " + parameter.path() + ": ";
    }

    List<TracedVariable> slots() {
        return List.copyOf(slots.values());
    }
}
