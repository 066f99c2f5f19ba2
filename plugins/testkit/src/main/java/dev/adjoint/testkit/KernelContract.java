package dev.adjoint.testkit;

import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.CustomKernel;
import dev.adjoint.api.plugin.Kernel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The contract of kernels: a backward pass that belongs to the forward pass, as far as single precision shows; the
 * same bits from every backend for any number of rows; a configuration that survives a model file.
 *
 * @param rows the shape of a row of each input; a row of 4 numbers if none is given
 */
public record KernelContract(Kernel kernel, List<Shape> rows) implements Contract {
    public KernelContract {
        rows = List.copyOf(rows);
    }

    /** Adds an input with rows of this shape. */
    public KernelContract input(int... row) {
        List<Shape> more = new ArrayList<>(rows);
        more.add(Shape.of(row));
        return new KernelContract(kernel, more);
    }

    @Override
    public String name() {
        return kernel.pluginName() + " " + kernel + " on " + shapes();
    }

    @Override
    public Stream<DynamicTest> tests() {
        List<Law> laws = new ArrayList<>(ConfigurationLaws.of(Kernel.class, kernel));
        laws.addAll(GradientLaws.of(this::subject));
        laws.addAll(PrecisionLaws.of(() -> subject().withGradients()));
        laws.addAll(BackendLaws.of(() -> subject().withGradients()));
        return laws.stream().map(law -> law.test(name()));
    }

    private List<Shape> shapes() {
        return rows.isEmpty() ? List.of(Shape.of(4)) : rows;
    }

    private Subject subject() {
        List<Shape> shapes = shapes();
        List<Leaf> leaves = IntStream.range(0, shapes.size())
                .mapToObj(i -> Leaf.input(
                        "input" + (i + 1), Domain.NUMBERS, shapes.get(i).batched()))
                .toList();
        Tensor output = Tensor.of(
                new CustomKernel(kernel), leaves.stream().map(Leaf::tensor).toList());
        return new Subject(leaves, List.of(output), List.of());
    }
}
