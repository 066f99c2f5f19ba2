package dev.adjoint.testkit;

import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.op.Parameter;
import dev.adjoint.api.plugin.Regularizer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.AssertionFailedError;

/**
 * The contract of regularizers: a scalar for a parameter of any shape, right derivatives, the same bits from every
 * backend, a configuration that survives a model file.
 */
public record RegularizerContract(Regularizer regularizer) implements Contract {
    private static final Shape SHAPE = Shape.of(3, 5);

    @Override
    public String name() {
        return regularizer.pluginName() + " " + regularizer;
    }

    @Override
    public Stream<DynamicTest> tests() {
        List<Law> laws = new ArrayList<>(ConfigurationLaws.of(Regularizer.class, regularizer));
        laws.add(new Law("it is a scalar for a parameter of any shape", this::scalar));
        laws.addAll(GradientLaws.of(() -> subject(SHAPE)));
        laws.addAll(PrecisionLaws.of(() -> subject(SHAPE).withGradients()));
        laws.addAll(BackendLaws.of(() -> subject(SHAPE).withGradients()));
        return laws.stream().map(law -> law.test(name()));
    }

    private Subject subject(Shape shape) {
        Leaf parameter = new Leaf(Tensor.of(new Parameter("kernel", shape)), Domain.NUMBERS);
        return new Subject(List.of(parameter), List.of(regularizer.penalty(parameter.tensor())), List.of());
    }

    private void scalar() {
        for (Shape shape : List.of(Shape.SCALAR, Shape.of(3), Shape.of(3, 4), Shape.of(2, 3, 4, 5))) {
            TensorType type = subject(shape).outputs().get(0).type();
            if (!type.equals(TensorType.floats(Shape.SCALAR))) {
                throw new AssertionFailedError("for " + shape + " it is " + type + ", expected a scalar");
            }
        }
    }
}
