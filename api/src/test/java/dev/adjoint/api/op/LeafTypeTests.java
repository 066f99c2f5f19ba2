package dev.adjoint.api.op;

import static dev.adjoint.api.op.Types.N;
import static dev.adjoint.api.op.Types.assertRejected;
import static dev.adjoint.api.op.Types.assertType;
import static dev.adjoint.api.op.Types.bools;
import static dev.adjoint.api.op.Types.floats;
import static dev.adjoint.api.op.Types.ints;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.ShapeException;
import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.plugin.Kernel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Leaves, and kernels, whose types are given from outside. */
class LeafTypeTests {
    static List<Op> leaves() {
        return List.of(
                new Input("x", floats(N, 3)),
                new Parameter("dense/kernel", Shape.of(3, 4)),
                new State("dense/mean", Shape.of(4)),
                new BodyInput(0, floats(2)),
                new Constant(floats(2), List.of(1.0, 2.0)),
                new Iota(3),
                new Rows(),
                new Random(0, Shape.of(N, 3)));
    }

    @ParameterizedTest
    @MethodSource("leaves")
    void leavesTakeNoInputs(Op op) {
        assertRejected(op, List.of(floats(2)), "takes 0 inputs but got 1");
    }

    @Test
    void leavesHaveTheTypeTheyState() {
        assertType(ints(N), new Input("labels", ints(N)));
        assertType(floats(3, 4), new Parameter("dense/kernel", Shape.of(3, 4)));
        assertType(floats(4), new State("dense/mean", Shape.of(4)));
        assertType(bools(2), new BodyInput(1, bools(2)));
        assertType(ints(3), new Iota(3));
        assertType(floats(), new Rows());
        assertType(floats(N, 3), new Random(0, Shape.of(N, 3)));
        assertType(floats(2), new Constant(floats(2), List.of(1.0, 2.0)));
    }

    @Test
    void iotaHasAPositiveSize() {
        assertRejected(new Iota(0), List.of(), "iota (size=0)", "expected a size > 0");
        assertRejected(new Iota(N), List.of(), "iota (size=-1)", "expected a size > 0");
    }

    @Test
    void aConstantHasAsManyValuesAsElements() {
        assertConstantRejected(floats(2), List.of(1.0), "float[2] cannot hold 1 values");
        assertConstantRejected(floats(N), List.of(1.0), "float[n] cannot hold 1 values");
        assertTrue(Constant.scalar(3).isScalar());
        assertEquals(3, Constant.scalar(3).value());
        assertFalse(new Constant(floats(1), List.of(1.0)).isScalar());
    }

    @Test
    void aConstantOfWholeNumbersOrTruthHoldsNothingElse() {
        assertType(ints(), Constant.scalar(DType.INT, -3));
        assertType(bools(2), new Constant(bools(2), List.of(0.0, 1.0)));
        assertConstantRejected(ints(), List.of(0.5), "int[] cannot hold the value 0.5", "cast them to FLOAT");
        assertConstantRejected(ints(), List.of(Double.NaN), "int[] cannot hold the value NaN");
        assertConstantRejected(ints(), List.of(Double.POSITIVE_INFINITY), "int[] cannot hold the value Infinity");
        assertConstantRejected(bools(), List.of(2.0), "bool[] cannot hold the value 2.0");
    }

    @Test
    void constantsAreEqualByTheirBits() {
        assertEquals(Constant.scalar(Double.NaN), Constant.scalar(Double.NaN));
        assertFalse(Constant.scalar(0.0).equals(Constant.scalar(-0.0)));
    }

    private static void assertConstantRejected(TensorType type, List<Double> values, String... said) {
        String message = String.valueOf(assertThrows(ShapeException.class, () -> new Constant(type, values))
                .getMessage());
        for (String part : said) {
            assertTrue(message.contains(part), message);
        }
    }

    private record Halves() implements Kernel {
        @Override
        public Shape outputShape(List<Shape> inputs) {
            return inputs.get(0).replace(-1, inputs.get(0).last() / 2);
        }

        @Override
        public void forward(float[][] inputs, float[] output, int rows) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void backward(
                float[][] inputs, float[] output, float[] outputGradient, float[][] inputGradients, int rows) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void aKernelStatesTheShapeOfItsResult() {
        assertType(floats(N, 2), new CustomKernel(new Halves()), floats(N, 4));
    }

    @Test
    void theGradientOfAKernelHasTheTypesOfItsInputs() {
        CustomKernelGradient gradient = new CustomKernelGradient(new Halves());
        TensorType output = floats(N, 2);
        assertEquals(
                List.of(floats(N, 4), floats(3)), gradient.results(List.of(floats(N, 4), floats(3), output, output)));
        assertRejected(gradient, List.of(output, output), "the inputs of the kernel, its output and its gradient");
    }
}
