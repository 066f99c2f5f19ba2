package dev.adjoint.runtime.model;

import static java.util.Map.entry;

import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.ArgMax;
import dev.adjoint.api.op.Binary;
import dev.adjoint.api.op.Comparison;
import dev.adjoint.api.op.Dot;
import dev.adjoint.api.op.Fold;
import dev.adjoint.api.op.Max;
import dev.adjoint.api.op.Op;
import dev.adjoint.api.op.Scan;
import dev.adjoint.api.op.ScatterAdd;
import dev.adjoint.api.op.Sum;
import dev.adjoint.api.op.Unary;
import dev.adjoint.api.op.Where;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Floating-point operations for one row: a multiply-add counts as 2, any function of one element as 1, moving numbers
 * as nothing. What a custom kernel does is not known and counts as nothing.
 */
final class FlopCount {
    private static final Map<Class<? extends Op>, ToLongFunction<Tensor>> RULES = Map.ofEntries(
            entry(Unary.class, FlopCount::elements),
            entry(Binary.class, FlopCount::elements),
            entry(Comparison.class, FlopCount::elements),
            entry(Where.class, FlopCount::elements),
            entry(Sum.class, result -> elements(result.input(0))),
            entry(Max.class, result -> elements(result.input(0))),
            entry(ArgMax.class, result -> elements(result.input(0))),
            entry(Fold.class, result -> elements(result.input(0))),
            entry(ScatterAdd.class, result -> elements(result.input(0))),
            entry(Dot.class, result -> 2 * elements(result) * contracted(result)),
            entry(Scan.class, FlopCount::loop));

    private FlopCount() {}

    static long of(Tensor tensor) {
        ToLongFunction<Tensor> rule = RULES.get(tensor.op().getClass());
        return rule == null ? 0 : rule.applyAsLong(tensor);
    }

    private static long elements(Tensor tensor) {
        return tensor.shape().elements(1);
    }

    private static long contracted(Tensor result) {
        Shape left = result.input(0).shape().withRows(1);
        return ((Dot) result.op()).leftContract().stream().mapToLong(left::size).reduce(1, Math::multiplyExact);
    }

    private static long loop(Tensor result) {
        Scan scan = (Scan) result.op();
        return scan.length()
                * scan.body().tensors().stream().mapToLong(FlopCount::of).sum();
    }
}
