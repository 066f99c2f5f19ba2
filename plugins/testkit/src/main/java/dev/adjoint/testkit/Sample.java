package dev.adjoint.testkit;

import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.runtime.interpreter.Evaluator;
import dev.adjoint.runtime.interpreter.Precision;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** A value for each of some leaves, for a number of rows. */
record Sample(int rows, Map<Leaf, double[]> values) {
    /** Values drawn from the leaves' domains, each exactly a float. */
    static Sample draw(List<Leaf> leaves, int rows, RandomGenerator random, Function<Domain, Domain.Filling> kind) {
        Map<Leaf, double[]> values = new LinkedHashMap<>();
        for (Leaf leaf : leaves) {
            Shape shape = leaf.tensor().shape().withRows(rows);
            double[] array = new double[Math.toIntExact(shape.elements())];
            kind.apply(leaf.domain()).fill(array, shape, random);
            for (int i = 0; i < array.length; i++) {
                array[i] = (float) array[i];
            }
            values.put(leaf, array);
        }
        return new Sample(rows, values);
    }

    /** The value of a leaf; it may be changed. */
    double[] of(Leaf leaf) {
        return Objects.requireNonNull(values.get(leaf));
    }

    /** All values, in the order of the leaves. */
    Collection<double[]> all() {
        return values.values();
    }

    /** These values and others. */
    Sample and(Sample others) {
        Map<Leaf, double[]> both = new LinkedHashMap<>(values);
        both.putAll(others.values);
        return new Sample(rows, both);
    }

    /** What some tensors are for these values. */
    List<double[]> evaluate(Precision precision, List<Tensor> tensors) {
        Map<Tensor, double[]> byTensor = new LinkedHashMap<>();
        values.forEach((leaf, array) -> byTensor.put(leaf.tensor(), array));
        return new Evaluator(precision, rows, Seed.VALUE, byTensor).values(tensors);
    }
}
