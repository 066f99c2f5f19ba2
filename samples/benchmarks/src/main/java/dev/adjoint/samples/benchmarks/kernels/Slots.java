package dev.adjoint.samples.benchmarks.kernels;

import dev.adjoint.api.graph.Program.Assignment;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.State;
import dev.adjoint.api.op.Variable;
import dev.adjoint.api.plugin.UpdateScope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The slots that an optimizer asks for when it updates one parameter, all of them starting at zero. */
final class Slots implements UpdateScope {
    private static final double LEARNING_RATE = 1e-3;
    /** As in training: added and taken away again, so that no slot decays to denormal numbers. */
    private static final double GUARD = 1e-23;

    private final Tensor parameter;
    private final Tensor step;
    private final Map<String, Tensor> slots = new LinkedHashMap<>();
    private final List<Assignment> assignments = new ArrayList<>();

    Slots(Tensor parameter, Tensor step) {
        this.parameter = parameter;
        this.step = step;
    }

    @Override
    public Tensor slot(String name, double initialValue) {
        String path = ((Variable) parameter.op()).path() + ":" + name;
        return slots.computeIfAbsent(name, key -> Tensor.of(new State(path, parameter.shape())));
    }

    @Override
    public Tensor assign(String name, Tensor value) {
        Tensor kept = value.add(GUARD).sub(GUARD);
        assignments.add(new Assignment(slot(name), kept));
        return kept;
    }

    @Override
    public Tensor step() {
        return step;
    }

    @Override
    public Tensor learningRate() {
        return Tensor.constant(LEARNING_RATE);
    }

    List<Tensor> all() {
        return List.copyOf(slots.values());
    }

    List<Assignment> assignments() {
        return List.copyOf(assignments);
    }
}
