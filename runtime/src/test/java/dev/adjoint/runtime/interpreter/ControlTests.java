package dev.adjoint.runtime.interpreter;

import static dev.adjoint.runtime.interpreter.Values.counting;
import static dev.adjoint.runtime.interpreter.Values.vector;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Loops;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.CustomKernel;
import dev.adjoint.api.op.CustomKernelGradient;
import dev.adjoint.api.plugin.Kernel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ControlTests {
    @ParameterizedTest
    @EnumSource(Precision.class)
    void scanHandsCarriesOnAndStacksResults(Precision precision) {
        Loops.Result sums = runningSums(counting(4), false);
        assertArrayEquals(
                new double[] {1, 3, 6, 10}, Values.of(precision, sums.stacked().get(0)));
        assertArrayEquals(new double[] {10}, Values.of(precision, sums.carries().get(0)));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void reverseScanStacksResultsWhereTheirSliceStood(Precision precision) {
        Loops.Result sums = runningSums(counting(4), true);
        assertArrayEquals(
                new double[] {10, 9, 7, 4}, Values.of(precision, sums.stacked().get(0)));
        assertArrayEquals(new double[] {10}, Values.of(precision, sums.carries().get(0)));
    }

    private static Loops.Result runningSums(Tensor sequence, boolean reverse) {
        int length = sequence.shape().size(0);
        return Loops.scan(length, reverse, List.of(Tensor.constant(0)), List.of(sequence), (carries, slices) -> {
            Tensor sum = carries.get(0).add(slices.get(0));
            return new Loops.Step(List.of(sum), List.of(sum));
        });
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void scanReplacesItsCarriesTogether(Precision precision) {
        Loops.Result fibonacci =
                Loops.scan(6, false, List.of(Tensor.constant(0), Tensor.constant(1)), List.of(), (carries, slices) -> {
                    Tensor next = carries.get(0).add(carries.get(1));
                    return new Loops.Step(List.of(carries.get(1), next), List.of(carries.get(0)));
                });
        assertArrayEquals(
                new double[] {0, 1, 1, 2, 3, 5},
                Values.of(precision, fibonacci.stacked().get(0)));
        assertArrayEquals(
                new double[] {8}, Values.of(precision, fibonacci.carries().get(0)));
        assertArrayEquals(
                new double[] {13}, Values.of(precision, fibonacci.carries().get(1)));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void scanBodiesUseWhatStandsOutside(Precision precision) {
        Tensor x = Values.input(Shape.ROWS, 2);
        Tensor weights = Tensor.constant(Shape.of(2, 2), 0, 1, 1, 0);
        Tensor bias = x.sum(0);
        Loops.Result result = Loops.scan(3, false, List.of(x), List.of(), (carries, slices) -> {
            Tensor next = carries.get(0).matmul(weights).add(bias);
            return new Loops.Step(List.of(next), List.of());
        });
        // Three swaps of the columns, and the column sums [4, 6] added after each.
        assertArrayEquals(
                new double[] {2 + 14, 1 + 16, 4 + 14, 3 + 16},
                Values.of(precision, 2, result.carries().get(0), x, 1, 2, 3, 4));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void scansNest(Precision precision) {
        // Row t of the table is added up from its end; the outer loop multiplies the sums so far.
        Loops.Result result =
                Loops.scan(2, false, List.of(Tensor.constant(1)), List.of(counting(2, 3)), (carries, slices) -> {
                    Loops.Result inner = runningSums(slices.get(0).mul(carries.get(0)), true);
                    Tensor product = inner.carries().get(0);
                    return new Loops.Step(
                            List.of(product), List.of(inner.stacked().get(0)));
                });
        assertArrayEquals(
                new double[] {6, 5, 3, 6 * 15, 6 * 11, 6 * 6},
                Values.of(precision, result.stacked().get(0)));
        assertArrayEquals(
                new double[] {90}, Values.of(precision, result.carries().get(0)));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void scanCarriesWholeNumbersAndTruth(Precision precision) {
        Tensor start = Tensor.constant(1).less(2);
        Loops.Result result = Loops.scan(3, false, List.of(start), List.of(Tensor.iota(3)), (carries, slices) -> {
            Tensor even = slices.get(0).equal(2);
            return new Loops.Step(List.of(even), List.of(carries.get(0).cast(DType.INT)));
        });
        assertArrayEquals(
                new double[] {1, 0, 0}, Values.of(precision, result.stacked().get(0)));
        assertArrayEquals(
                new double[] {1}, Values.of(precision, result.carries().get(0)));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void kernelsRunInSinglePrecision(Precision precision) {
        Tensor product = Tensor.of(new CustomKernel(new ScaledProduct()), vector(1, 2, 0.1), vector(3, 4, 5));
        assertArrayEquals(new double[] {3 * 2, 8 * 2, 0.1f * 5f * 2}, Values.of(precision, product));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void gradientsOfKernelsArePickedOneByOne(Precision precision) {
        Tensor a = vector(1, 2, 3);
        Tensor b = vector(4, 5, 6);
        ScaledProduct kernel = new ScaledProduct();
        Tensor output = Tensor.of(new CustomKernel(kernel), a, b);
        Tensor gradients = Tensor.of(new CustomKernelGradient(kernel), a, b, output, vector(1, 10, 100));
        assertArrayEquals(new double[] {8, 100, 1200}, Values.of(precision, gradients.pick(0)));
        assertArrayEquals(new double[] {2, 40, 600}, Values.of(precision, gradients.pick(1)));
    }

    @Test
    void kernelsSeeTheActualNumberOfRows() {
        Tensor x = Values.input(Shape.ROWS, 1);
        Tensor product = Tensor.of(new CustomKernel(new ScaledProduct()), x, x);
        assertArrayEquals(new double[] {3, 12, 27}, Values.of(Precision.FLOAT, 3, product, x, 1, 2, 3));
    }

    /** rows · a · b. */
    record ScaledProduct() implements Kernel {
        @Override
        public Shape outputShape(List<Shape> inputs) {
            return inputs.get(0);
        }

        @Override
        public void forward(float[][] inputs, float[] output, int rows) {
            for (int i = 0; i < output.length; i++) {
                output[i] = inputs[0][i] * inputs[1][i] * rows;
            }
        }

        @Override
        public void backward(
                float[][] inputs, float[] output, float[] outputGradient, float[][] inputGradients, int rows) {
            for (int i = 0; i < output.length; i++) {
                inputGradients[0][i] = outputGradient[i] * inputs[1][i] * rows;
                inputGradients[1][i] = outputGradient[i] * inputs[0][i] * rows;
            }
        }
    }
}
