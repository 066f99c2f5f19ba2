package dev.adjoint.core.network;

import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.plugin.Initializer;
import dev.adjoint.api.plugin.Layer;
import dev.adjoint.api.plugin.Regularizer;
import dev.adjoint.core.initializer.GlorotUniform;
import dev.adjoint.core.initializer.HeNormal;
import dev.adjoint.core.initializer.Normal;
import dev.adjoint.core.initializer.Zeros;
import dev.adjoint.core.layer.Add;
import dev.adjoint.core.layer.AveragePool2d;
import dev.adjoint.core.layer.Concat;
import dev.adjoint.core.layer.Conv2d;
import dev.adjoint.core.layer.Dense;
import dev.adjoint.core.layer.Dropout;
import dev.adjoint.core.layer.Elu;
import dev.adjoint.core.layer.Flatten;
import dev.adjoint.core.layer.Gelu;
import dev.adjoint.core.layer.GlobalAveragePool;
import dev.adjoint.core.layer.LayerNorm;
import dev.adjoint.core.layer.LeakyRelu;
import dev.adjoint.core.layer.Linear;
import dev.adjoint.core.layer.Lstm;
import dev.adjoint.core.layer.MaxPool2d;
import dev.adjoint.core.layer.MultiHeadAttention;
import dev.adjoint.core.layer.Padding;
import dev.adjoint.core.layer.Relu;
import dev.adjoint.core.layer.Reshape;
import dev.adjoint.core.layer.Sigmoid;
import dev.adjoint.core.layer.Silu;
import dev.adjoint.core.layer.Sine;
import dev.adjoint.core.layer.Softmax;
import dev.adjoint.core.layer.Softplus;
import dev.adjoint.core.layer.Tanh;
import dev.adjoint.core.regularizer.ElasticNet;
import dev.adjoint.core.regularizer.L1;
import dev.adjoint.core.regularizer.L2;
import dev.adjoint.core.regularizer.None;
import dev.adjoint.runtime.model.Network;
import dev.adjoint.runtime.model.NetworkBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** Puts layers behind each other at random, each one that applies to what is there, now and then with a way around it. */
final class NetworkDrawing {
    /** Sizes that no vector width divides, among those that some do. */
    private static final List<Integer> WIDTHS =
            List.of(1, 2, 3, 4, 5, 7, 8, 11, 13, 16, 17, 23, 31, 32, 33, 37, 64, 67, 129);

    private static final List<Integer> FEW = List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 12);
    private static final int MOST_ELEMENTS = 1500;

    /** A layer or an input, and the shape of its rows. */
    record Part(String name, Shape row) {}

    private final Random random;
    private final NetworkBuilder network = Network.builder();
    private final List<Part> parts = new ArrayList<>();
    private int count;

    NetworkDrawing(Random random) {
        this.random = random;
        input(
                switch (below(3)) {
                    case 0 -> Shape.of(one(WIDTHS));
                    case 1 -> Shape.of(one(FEW), one(FEW));
                    default -> Shape.of(one(FEW), one(FEW), one(List.of(1, 2, 3, 5, 8, 16, 17)));
                });
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    <T> T one(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    Part last() {
        return parts.get(parts.size() - 1);
    }

    Network build(String... outputs) {
        return network.output(outputs).build();
    }

    private void input(Shape row) {
        String name = "input" + ++count;
        network.input(name, DType.FLOAT, row);
        parts.add(new Part(name, row));
    }

    /** Adds a layer behind what was added last, or behind other parts. */
    Part then(Layer layer, Shape row, Part... sources) {
        Part part = new Part(layer.pluginName() + ++count, row);
        String[] names = sources.length == 0
                ? new String[] {last().name()}
                : List.of(sources).stream().map(Part::name).toArray(String[]::new);
        network.layer(part.name(), layer, names);
        parts.add(part);
        return part;
    }

    /** Adds some layer, or none where what was drawn does not apply. */
    void grow() {
        Shape row = last().row();
        int die = below(12);
        if (die < 3) {
            then(activation(), row);
        } else if (die == 3) {
            merge();
        } else if (die == 4) {
            then(one(List.<Layer>of(new LayerNorm(), new LayerNorm(0.1, false, true), new Dropout(0.3))), row);
        } else {
            switch (row.rank()) {
                case 1 -> behindVectors(row);
                case 2 -> behindSequences(row);
                default -> behindImages(row);
            }
        }
    }

    private Layer activation() {
        return one(List.<Layer>of(
                new Relu(),
                new Relu(),
                new Tanh(),
                new Sigmoid(),
                new Gelu(),
                new Gelu(true),
                new Silu(),
                new Elu(),
                new LeakyRelu(),
                new Softplus(),
                new Softmax(),
                new Sine(3),
                new Linear()));
    }

    Dense dense(int units) {
        return new Dense(units, chance(0.8), initializer(), chance(0.5) ? new Zeros() : new Normal(), regularizer());
    }

    private Initializer initializer() {
        return one(List.of(new GlorotUniform(), new HeNormal(), new Normal()));
    }

    private Regularizer regularizer() {
        return chance(0.7) ? new None() : one(List.of(new L1(0.01), new L2(0.02), new ElasticNet(0.01, 0.02)));
    }

    /** The sum of parts of one shape, or parts side by side. */
    private void merge() {
        Part here = last();
        if (chance(0.2)) {
            input(here.row());
            then(new Add(), here.row(), here, last());
            return;
        }
        List<Part> alike = parts.stream()
                .filter(part -> !part.equals(here) && part.row().equals(here.row()))
                .toList();
        if (!alike.isEmpty() && chance(0.6)) {
            then(new Add(), here.row(), one(alike), here);
            return;
        }
        int axis = below(here.row().rank());
        List<Part> fitting = parts.stream()
                .filter(part -> part.row().rank() == here.row().rank()
                        && part.row().remove(axis).equals(here.row().remove(axis)))
                .toList();
        Part other = one(fitting);
        Shape row = here.row().replace(axis, here.row().size(axis) + other.row().size(axis));
        if (row.elements() <= MOST_ELEMENTS) {
            then(new Concat(axis + 1), row, here, other);
        }
    }

    private void behindVectors(Shape row) {
        int features = row.last();
        if (chance(0.15)) {
            int first = divisor(features);
            int second = divisor(features / first);
            Shape parts = chance(0.5)
                    ? Shape.of(first, features / first)
                    : Shape.of(first, second, features / first / second);
            then(new Reshape(parts.sizes()), parts);
            return;
        }
        int units = one(WIDTHS);
        then(dense(units), Shape.of(units));
    }

    private void behindSequences(Shape row) {
        int steps = row.size(0);
        int features = row.last();
        switch (below(7)) {
            case 0, 1 -> {
                int units = one(FEW);
                boolean all = chance(0.6);
                then(new Lstm(units, all), all ? Shape.of(steps, units) : Shape.of(units));
            }
            case 2, 3 -> then(new MultiHeadAttention(divisor(features), chance(0.4), initializer()), row);
            case 4 -> then(new GlobalAveragePool(), Shape.of(features));
            case 5 -> then(new Flatten(), Shape.of(steps * features));
            default -> {
                int units = one(FEW);
                then(dense(units), Shape.of(steps, units));
            }
        }
    }

    private void behindImages(Shape row) {
        switch (below(8)) {
            case 0 -> then(new Flatten(), Shape.of((int) row.elements()));
            case 1 -> then(new GlobalAveragePool(), Shape.of(row.last()));
            case 2 -> {
                int units = one(FEW);
                then(dense(units), row.replace(2, units));
            }
            case 3, 4 -> pool(row);
            default -> convolve(row);
        }
    }

    private void pool(Shape row) {
        List<Integer> size = pair(3);
        Optional<List<Integer>> stride = chance(0.5) ? Optional.empty() : Optional.of(pair(3));
        Padding padding = one(List.of(Padding.VALID, Padding.SAME));
        Optional<Shape> result = slid(row, size, stride.orElse(size), List.of(1, 1), padding);
        boolean largest = chance(0.5);
        result.ifPresent(shape ->
                then(largest ? new MaxPool2d(size, stride, padding) : new AveragePool2d(size, stride, padding), shape));
    }

    private void convolve(Shape row) {
        int filters = one(List.of(1, 2, 3, 4, 5, 7, 8, 16, 17));
        List<Integer> size = pair(4);
        List<Integer> stride = chance(0.5) ? List.of(1, 1) : pair(3);
        List<Integer> dilation = chance(0.7) ? List.of(1, 1) : pair(3);
        Padding padding = one(List.of(Padding.VALID, Padding.SAME));
        slid(row, size, stride, dilation, padding)
                .map(shape -> shape.replace(2, filters))
                .filter(shape -> shape.elements() <= MOST_ELEMENTS)
                .ifPresent(shape -> then(
                        new Conv2d(
                                filters,
                                size,
                                stride,
                                padding,
                                dilation,
                                chance(0.8),
                                initializer(),
                                new Normal(),
                                regularizer()),
                        shape));
    }

    private List<Integer> pair(int most) {
        int first = 1 + below(most);
        return List.of(first, chance(0.6) ? first : 1 + below(most));
    }

    /** The shape of the windows' places, if there are any. */
    private static Optional<Shape> slid(
            Shape row, List<Integer> size, List<Integer> stride, List<Integer> dilation, Padding padding) {
        Shape result = row;
        for (int axis = 0; axis < 2; axis++) {
            int length = row.size(axis);
            int span = (size.get(axis) - 1) * dilation.get(axis) + 1;
            if (padding == Padding.VALID && span > length) {
                return Optional.empty();
            }
            int room = padding == Padding.VALID ? length - span : length - 1;
            result = result.replace(axis, room / stride.get(axis) + 1);
        }
        return Optional.of(result);
    }

    private int divisor(int number) {
        return one(IntStream.rangeClosed(1, number)
                .filter(divisor -> number % divisor == 0)
                .boxed()
                .toList());
    }
}
