package dev.adjoint.runtime.model;

import dev.adjoint.api.PluginException;
import dev.adjoint.api.ShapeException;
import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.op.Parameter;
import dev.adjoint.api.op.State;
import dev.adjoint.api.op.Variable;
import dev.adjoint.api.plugin.Initializer;
import dev.adjoint.api.plugin.Layer;
import dev.adjoint.api.plugin.LayerScope;
import dev.adjoint.api.plugin.Names;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one layer, or one part of a layer, sees while a network is traced. */
final class TracingScope implements LayerScope {
    private final Tracer tracer;
    private final String path;
    private final Set<String> names = new HashSet<>();
    private final Map<String, Tensor> states = new HashMap<>();
    private final Set<String> assigned = new HashSet<>();

    TracingScope(Tracer tracer, String path) {
        this.tracer = tracer;
        this.path = path;
    }

    @Override
    public Tensor parameter(String name, Shape shape, Initializer initializer) {
        return variable("parameter", name, new Parameter(child(name), shape), initializer);
    }

    @Override
    public Tensor state(String name, Shape shape, Initializer initializer) {
        Tensor state = variable("state", name, new State(child(name), shape), initializer);
        states.put(name, state);
        return state;
    }

    @Override
    public void assign(String name, Tensor value) {
        Tensor state = states.get(name);
        if (state == null) {
            throw new PluginException("it assigns to '" + name + "', which is no state of it; its states are "
                    + new ArrayList<>(states.keySet()));
        }
        if (!value.type().equals(state.type())) {
            throw new ShapeException(
                    "the state '" + name + "' is " + state.type() + " but is assigned " + value.type());
        }
        if (!assigned.add(name)) {
            throw new PluginException("it assigns twice to the state '" + name + "'; expected once a step");
        }
        if (tracer.training()) {
            tracer.label(path, value);
            tracer.add(new Program.Assignment(state, value));
        }
    }

    @Override
    public boolean training() {
        return tracer.training();
    }

    @Override
    public Tensor random(Shape shape) {
        return tracer.random(shape);
    }

    @Override
    public void penalty(Tensor scalar) {
        if (!scalar.type().equals(TensorType.floats(Shape.SCALAR))) {
            throw new PluginException("its penalty is " + scalar.type() + "; expected a scalar, float[]");
        }
        if (tracer.training()) {
            tracer.label(path, scalar);
            tracer.addPenalty(scalar);
        }
    }

    @Override
    public Tensor apply(String name, Layer part, Tensor input) {
        claim("part", name);
        TracingScope scope = new TracingScope(tracer, child(name));
        return tracer.within(child(name), () -> part.apply(scope, List.of(input)));
    }

    private Tensor variable(String kind, String name, Variable variable, Initializer initializer) {
        claim(kind, name);
        if (variable.shape().hasRows()) {
            throw new ShapeException("the " + kind + " '" + name + "' would have the shape " + variable.shape()
                    + ", which depends on the number of rows n; expected fixed sizes");
        }
        Tensor leaf = Tensor.of(variable);
        tracer.label(path, leaf);
        tracer.add(new TracedVariable(leaf, initializer));
        return leaf;
    }

    private void claim(String kind, String name) {
        if (!Names.isValid(name)) {
            throw new PluginException("it calls a " + kind + " '" + name + "'; expected lower-case words of letters "
                    + "and digits, a letter first, joined by dashes, as in 'running-mean'");
        }
        if (!names.add(name)) {
            throw new PluginException("it asks twice for '" + name + "'; expected each parameter, state and part once");
        }
    }

    private String child(String name) {
        return path + "/" + name;
    }
}
