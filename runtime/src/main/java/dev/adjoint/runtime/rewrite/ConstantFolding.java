package dev.adjoint.runtime.rewrite;

import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Constant;
import dev.adjoint.api.op.CustomKernel;
import dev.adjoint.api.op.Expand;
import dev.adjoint.api.op.MultiOp;
import dev.adjoint.api.op.Op;
import dev.adjoint.api.op.Pick;
import dev.adjoint.runtime.interpreter.Evaluator;
import dev.adjoint.runtime.interpreter.Precision;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is made of known numbers is computed now: in double precision, rounded once where it is used. So 1 - 0.999 is
 * the float nearest to 0.001, and a program run in double precision loses nothing.
 */
final class ConstantFolding {
    /** Larger arrays stay ops: numbers are read from memory, while what makes them may cost nothing. */
    private static final int LARGEST = 1024;

    private ConstantFolding() {}

    static Optional<Tensor> fold(Tensor tensor) {
        boolean folds = !tensor.inputs().isEmpty()
                && isPlain(tensor.op())
                && isSmall(tensor)
                && tensor.inputs().stream().allMatch(ConstantFolding::isKnown);
        return folds ? Optional.of(Tensor.of(new Constant(tensor.type(), values(tensor)))) : Optional.empty();
    }

    /** An array that holds one number only. */
    static Optional<Tensor> uniform(Constant constant) {
        double first = constant.value();
        boolean uniform = !constant.isScalar() && constant.values().stream().allMatch(value -> value.equals(first));
        return uniform
                ? Optional.of(Tensor.of(Constant.scalar(constant.type().dtype(), first))
                        .broadcast(constant.type().shape()))
                : Optional.empty();
    }

    private static boolean isPlain(Op op) {
        return !(op instanceof Expand || op instanceof MultiOp || op instanceof Pick || op instanceof CustomKernel);
    }

    private static boolean isKnown(Tensor tensor) {
        return isSmall(tensor) && Expansion.of(tensor).core().op() instanceof Constant;
    }

    private static boolean isSmall(Tensor tensor) {
        return !tensor.shape().hasRows() && tensor.shape().elements() <= LARGEST;
    }

    private static List<Double> values(Tensor tensor) {
        double[] values = new Evaluator(Precision.DOUBLE, 1, 0, Map.of()).value(tensor);
        return Arrays.stream(values).boxed().toList();
    }
}
