package dev.adjoint.testkit;

import dev.adjoint.api.ShapeException;
import dev.adjoint.api.backend.CompileOptions;
import dev.adjoint.api.backend.Executable;
import dev.adjoint.api.backend.Execution;
import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.op.Input;
import dev.adjoint.api.plugin.Loss;
import dev.adjoint.runtime.interpreter.InterpreterBackend;
import dev.adjoint.runtime.interpreter.Precision;
import dev.adjoint.runtime.train.Programs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.AssertionFailedError;

/**
 * The contract of losses: one number a row, from that row alone, and weights of rows; right derivatives; the same bits from every backend
 * for any number of rows; a configuration that survives a model file.
 *
 * @param row the shape of a row of the prediction
 * @param predictions the numbers that predictions hold
 * @param targets the numbers that targets hold, if they are not class indices
 * @param leastAtTarget whether the loss is 0, and so is its gradient, where the prediction is the target
 */
public record LossContract(Loss loss, Shape row, Domain predictions, Domain targets, boolean leastAtTarget)
        implements Contract {
    LossContract(Loss loss) {
        this(loss, Shape.of(4), Domain.NUMBERS, Domain.NUMBERS, false);
    }

    /** Sets the shape of a row of the prediction. */
    public LossContract prediction(int... sizes) {
        return new LossContract(loss, Shape.of(sizes), predictions, targets, leastAtTarget);
    }

    /** Sets the numbers that predictions and targets hold. */
    public LossContract of(Domain ofPredictions, Domain ofTargets) {
        return new LossContract(loss, row, ofPredictions, ofTargets, leastAtTarget);
    }

    /** States that loss and gradient are 0 where the prediction is the target. */
    public LossContract zeroAtTarget() {
        return new LossContract(loss, row, predictions, targets, true);
    }

    @Override
    public String name() {
        return loss.pluginName() + " " + loss + " on " + row;
    }

    @Override
    public Stream<DynamicTest> tests() {
        List<Law> laws = new ArrayList<>(ConfigurationLaws.of(Loss.class, loss));
        laws.add(new Law("it is one number a row", this::oneNumberARow));
        laws.add(new Law(
                "it states the same graph each time",
                () -> SameGraph.assertSame(subject(row).outputs(), subject(row).outputs())));
        laws.add(new Law("a shape that does not fit is a ShapeException", this::wrongShapes));
        laws.addAll(GradientLaws.of(() -> subject(row)));
        laws.addAll(PrecisionLaws.of(() -> subject(row).withGradients()));
        laws.addAll(BackendLaws.of(() -> subject(row).withGradients()));
        laws.addAll(RowLaws.of(() -> subject(row)));
        laws.add(new Law("a weight of 2 counts as two rows", this::weights));
        if (leastAtTarget) {
            laws.add(new Law("loss and gradient are 0 where the prediction is the target", this::zero));
        }
        return laws.stream().map(law -> law.test(name()));
    }

    /** The loss by its prediction, for a target whose gradient is of no interest. */
    private Subject subject(Shape rowShape) {
        Shape shape = rowShape.batched();
        TensorType type = loss.targetType(shape);
        Domain labels = type.dtype() == DType.INT ? Domain.indices(shape.last()) : targets;
        Leaf p = Leaf.input("prediction", predictions, shape);
        Leaf t = new Leaf(Tensor.of(new Input("target", type)), labels);
        return new Subject(List.of(p, t), List.of(loss.apply(p.tensor(), t.tensor())), List.of());
    }

    private void oneNumberARow() {
        TensorType type = subject(row).outputs().get(0).type();
        if (!type.equals(TensorType.floats(Shape.of(Shape.ROWS)))) {
            throw new AssertionFailedError("it gives " + type + ", expected float[n]");
        }
    }

    private void wrongShapes() {
        try {
            subject(Shape.SCALAR);
        } catch (ShapeException expected) {
            if (expected.getMessage() == null || expected.getMessage().isBlank()) {
                throw new AssertionFailedError("the ShapeException for rows that are scalars says nothing");
            }
        }
    }

    private void weights() {
        Sample rows = subject(row).sample(2, Seed.random());
        double once = weighted(rows, new int[] {0, 1, 1}, new float[] {1, 1, 1});
        double twice = weighted(rows, new int[] {0, 1}, new float[] {1, 2});
        if (!(Math.abs(once - twice) <= 1e-5 * Math.max(1, Math.abs(once)))) {
            throw new AssertionFailedError(
                    "with a weight of 2 for a row the loss is " + twice + ", with the row given twice it is " + once);
        }
    }

    /** The loss of a training step over some of the rows. */
    private double weighted(Sample rows, int[] chosen, float[] weights) {
        Executable step = new InterpreterBackend()
                .compile(Surroundings.weightedStep(loss, row), CompileOptions.forRows(chosen.length));
        Execution execution = step.open(step.allocate());
        float[][] inputs = {execution.input(Surroundings.INPUT), execution.input(Programs.target(Surroundings.OUTPUT))};
        int input = 0;
        for (double[] values : rows.all()) {
            int size = values.length / rows.rows();
            for (int i = 0; i < chosen.length * size; i++) {
                inputs[input][i] = (float) values[chosen[i / size] * size + i % size];
            }
            input++;
        }
        System.arraycopy(weights, 0, execution.input(Programs.WEIGHTS), 0, weights.length);
        execution.run(chosen.length, Seed.VALUE);
        return execution.output(Programs.LOSS)[0];
    }

    private void zero() {
        Subject subject = subject(row).withGradients();
        Sample sample = subject.sample(3, Seed.random());
        double[] predictions = sample.of(subject.leaves().get(0));
        System.arraycopy(predictions, 0, sample.of(subject.leaves().get(1)), 0, predictions.length);
        List<double[]> results = sample.evaluate(Precision.DOUBLE, subject.outputs());
        for (double[] result : results.subList(0, 2)) {
            if (Arrays.stream(result).anyMatch(value -> Math.abs(value) > 1e-12)) {
                throw new AssertionFailedError("where the prediction is the target, loss and gradient are "
                        + Arrays.toString(results.get(0)) + " and " + Arrays.toString(results.get(1)));
            }
        }
    }
}
