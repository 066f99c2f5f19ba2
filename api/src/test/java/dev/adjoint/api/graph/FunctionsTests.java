package dev.adjoint.api.graph;

import static dev.adjoint.api.graph.Failure.assertFails;
import static dev.adjoint.api.graph.Shape.ROWS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.op.Constant;
import dev.adjoint.api.op.Input;
import dev.adjoint.api.op.Rows;
import dev.adjoint.api.op.StopGradient;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionsTests {
    private static final Tensor X = Tensor.of(new Input("x", TensorType.floats(Shape.of(ROWS, 4, 6))));

    static final List<UnaryOperator<Tensor>> ELEMENTWISE =
            List.of(Functions::relu, Functions::softplus, Functions::expm1);

    @ParameterizedTest
    @FieldSource("ELEMENTWISE")
    void elementwiseFunctionsKeepTheShape(UnaryOperator<Tensor> function) {
        assertEquals(X.type(), function.apply(X).type());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, -1})
    void functionsAlongAnAxisKeepTheShapeOrLoseTheAxis(int axis) {
        assertEquals(X.type(), Functions.softmax(X, axis).type());
        assertEquals(X.type(), Functions.logSoftmax(X, axis).type());
        assertEquals(X.shape().remove(axis), Functions.logSumExp(X, axis).shape());
        assertEquals(X.shape().remove(axis), Functions.variance(X, axis).shape());
        assertEquals(X.shape().remove(axis), Functions.mean(X, axis).shape());
        assertEquals(X.shape(), Functions.repeat(X.sum(axis), X, axis).shape());
    }

    @Test
    void meansAreOverTheGivenAxesOrAll() {
        assertEquals(Shape.SCALAR, Functions.mean(X).shape());
        assertEquals(Shape.of(4), Functions.mean(X, 0, -1).shape());
        Tensor scalar = Tensor.constant(2);
        assertEquals(Shape.SCALAR, Functions.mean(scalar).shape());
    }

    @Test
    void anAxisThatIsNamedTwiceCountsOnce() {
        assertEquals(Shape.of(ROWS, 4), Functions.mean(X, 2, -1).shape());
        assertEquals(factors(Functions.mean(X, 2)), factors(Functions.mean(X, 2, -1)));
    }

    /** The constants that a mean divides by. */
    private static List<Double> factors(Tensor mean) {
        return Graph.topological(List.of(mean.input(1))).stream()
                .filter(t -> t.op() instanceof Constant)
                .map(t -> ((Constant) t.op()).value())
                .toList();
    }

    @Test
    void theSizeOfAnAxisIsANumberOrThatOfTheRows() {
        assertEquals(Constant.scalar(6), Functions.size(X, -1).op());
        assertEquals(new Rows(), Functions.size(X, 0).op());
        Tensor flat = X.reshape(Shape.of(4 * ROWS, 6));
        Tensor size = Functions.size(flat, 0);
        assertEquals(new Rows(), size.input(0).op());
        assertEquals(Constant.scalar(4), size.input(1).op());
    }

    @Test
    void oneHotAddsAnAxisOfClasses() {
        Tensor labels = Tensor.of(new Input("labels", new TensorType(DType.INT, Shape.of(ROWS, 3))));
        assertEquals(
                TensorType.floats(Shape.of(ROWS, 3, 10)),
                Functions.oneHot(labels, 10).type());
        assertFails(() -> Functions.oneHot(X, 10), "equal", "float[n, 4, 6, 10]", "expected two inputs of one type");
    }

    @Test
    void theMaximumThatShiftsASoftmaxIsConstantForDifferentiation() {
        for (Tensor tensor :
                List.of(Functions.softmax(X, -1), Functions.logSoftmax(X, -1), Functions.logSumExp(X, -1))) {
            assertTrue(Graph.topological(List.of(tensor)).stream().anyMatch(t -> t.op() instanceof StopGradient));
        }
    }
}
