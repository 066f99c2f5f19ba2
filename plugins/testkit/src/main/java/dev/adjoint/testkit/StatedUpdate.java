package dev.adjoint.testkit;

import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Parameter;
import dev.adjoint.api.op.State;
import dev.adjoint.api.plugin.Optimizer;
import dev.adjoint.api.plugin.UpdateScope;
import dev.adjoint.runtime.interpreter.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.opentest4j.AssertionFailedError;

/** The update that an optimizer states for one parameter, and what it keeps from step to step. */
final class StatedUpdate implements UpdateScope {
    private static final Domain STEPS = new Domain(
            DType.FLOAT, (values, shape, random) -> Arrays.fill(values, 1 + random.nextInt(1000)), StatedUpdate::ends);

    private final Shape shape;
    private final Leaf parameter;
    private final Leaf gradient;
    private final Leaf step = Leaf.input("step", STEPS, Shape.SCALAR);
    private final Leaf rate = Leaf.input("learning-rate", Domain.SHARES, Shape.SCALAR);
    private final Map<String, Slot> slots = new LinkedHashMap<>();
    private final Tensor result;

    private static final class Slot {
        private final Leaf leaf;
        private final double first;
        private Optional<Tensor> next = Optional.empty();

        Slot(Leaf leaf, double first) {
            this.leaf = leaf;
            this.first = first;
        }
    }

    StatedUpdate(Optimizer optimizer, Shape shape) {
        this.shape = shape;
        this.parameter = new Leaf(Tensor.of(new Parameter("w", shape)), Domain.NUMBERS);
        this.gradient = Leaf.input("gradient", Domain.NUMBERS, shape);
        this.result = optimizer.update(this, parameter.tensor(), gradient.tensor());
        assertShape("the new parameter", result);
    }

    @Override
    public Tensor slot(String name, double initialValue) {
        return slots.computeIfAbsent(name, key -> newSlot(key, initialValue))
                .leaf
                .tensor();
    }

    @Override
    public Tensor assign(String name, Tensor value) {
        Slot slot = slots.get(name);
        if (slot == null) {
            throw new AssertionFailedError("it assigns to '" + name + "' but never reads that slot");
        }
        if (slot.next.isPresent()) {
            throw new AssertionFailedError("it assigns twice to the slot '" + name + "'");
        }
        assertShape("the new value of the slot '" + name + "'", value);
        slot.next = Optional.of(value);
        return value;
    }

    @Override
    public Tensor step() {
        return step.tensor();
    }

    @Override
    public Tensor learningRate() {
        return rate.tensor();
    }

    /** The update as a function of the parameter, its gradient, the slots, the step and the rate. */
    Subject subject() {
        List<Leaf> leaves = new ArrayList<>(List.of(parameter, gradient, step, rate));
        List<Tensor> outputs = new ArrayList<>(List.of(result));
        List<Program.Assignment> assignments = new ArrayList<>();
        assignments.add(new Program.Assignment(parameter.tensor(), result));
        for (Slot slot : slots.values()) {
            leaves.add(slot.leaf);
            slot.next.ifPresent(next -> {
                outputs.add(next);
                assignments.add(new Program.Assignment(slot.leaf.tensor(), next));
            });
        }
        return new Subject(leaves, outputs, assignments);
    }

    /** Takes some steps from a start, with gradients that depend on where the parameter is. */
    double[] descend(Precision precision, double[] start, int steps, double learningRate, Slope slope, Visit visit) {
        Map<Leaf, double[]> values = new LinkedHashMap<>();
        values.put(parameter, start);
        for (Slot slot : slots.values()) {
            double[] first = new double[start.length];
            Arrays.fill(first, slot.first);
            values.put(slot.leaf, first);
        }
        values.put(rate, new double[] {learningRate});
        double[] place = start;
        for (int t = 1; t <= steps; t++) {
            values.put(step, new double[] {t});
            values.put(gradient, slope.at(place, t));
            List<double[]> after =
                    new Sample(1, values).evaluate(precision, subject().outputs());
            place = after.get(0);
            values.put(parameter, place);
            int next = 1;
            for (Slot slot : slots.values()) {
                if (slot.next.isPresent()) {
                    values.put(slot.leaf, after.get(next++));
                }
            }
            visit.at(place, t);
        }
        return place;
    }

    /** The gradient at a place, in a step. */
    @FunctionalInterface
    interface Slope {
        double[] at(double[] place, int step);
    }

    /** Sees where the parameter is after a step. */
    @FunctionalInterface
    interface Visit {
        void at(double[] place, int step);
    }

    private Slot newSlot(String name, double initialValue) {
        Domain.Filling near = (values, filled, random) -> {
            for (int i = 0; i < values.length; i++) {
                values[i] = initialValue + 0.3 * random.nextDouble();
            }
        };
        Domain.Filling first = (values, filled, random) -> Arrays.fill(values, initialValue);
        Tensor state = Tensor.of(new State("w/" + name, shape));
        return new Slot(new Leaf(state, new Domain(DType.FLOAT, near, first)), initialValue);
    }

    private void assertShape(String what, Tensor tensor) {
        if (!tensor.shape().equals(shape)) {
            throw new AssertionFailedError(
                    what + " has shape " + tensor.shape() + ", the parameter has shape " + shape);
        }
    }

    private static void ends(double[] values, Shape shape, RandomGenerator random) {
        Arrays.fill(values, random.nextBoolean() ? 1 : 1 << 24);
    }
}
