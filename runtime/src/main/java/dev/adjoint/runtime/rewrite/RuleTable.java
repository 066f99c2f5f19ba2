package dev.adjoint.runtime.rewrite;

import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Binary;
import dev.adjoint.api.op.Cast;
import dev.adjoint.api.op.Comparison;
import dev.adjoint.api.op.Concat;
import dev.adjoint.api.op.Constant;
import dev.adjoint.api.op.Dot;
import dev.adjoint.api.op.Expand;
import dev.adjoint.api.op.Flip;
import dev.adjoint.api.op.Fold;
import dev.adjoint.api.op.Gather;
import dev.adjoint.api.op.Max;
import dev.adjoint.api.op.Op;
import dev.adjoint.api.op.Pad;
import dev.adjoint.api.op.Permute;
import dev.adjoint.api.op.Reshape;
import dev.adjoint.api.op.Scan;
import dev.adjoint.api.op.Slice;
import dev.adjoint.api.op.StopGradient;
import dev.adjoint.api.op.Sum;
import dev.adjoint.api.op.Unary;
import dev.adjoint.api.op.Where;
import dev.adjoint.api.op.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Which rules may better a tensor, by its op; the first that does is taken, and its result is looked at again. */
final class RuleTable {
    private final Map<Object, List<RewriteRule>> rules = new HashMap<>();

    private RuleTable() {}

    private void addCommon() {
        List<Object> elementwise = new ArrayList<>(List.of(Where.class, Cast.class, StopGradient.class));
        elementwise.addAll(Arrays.asList(Unary.values()));
        elementwise.addAll(Arrays.asList(Binary.values()));
        elementwise.addAll(Arrays.asList(Comparison.values()));

        elementwise.forEach(op -> on(op, ConstantFolding::fold));
        elementwise.forEach(op -> on(op, Broadcasts::elementwise));
        Laws.all().forEach(law -> on(key(law.left().op()), law));
        on(Binary.DIV, ExactDivision::byPowerOfTwo);
        on(Binary.DIV, StableForms::softmax);
        on(Binary.ADD, PaddedSums::add);
        on(Unary.LOG, StableForms::log);
        on(Cast.class, Views::cast);

        on(Constant.class, (op, y) -> ConstantFolding.uniform(op));
        for (Class<? extends Op> type :
                List.of(Reshape.class, Permute.class, Flip.class, Slice.class, Window.class, Gather.class)) {
            on(type, Broadcasts::view);
        }
        for (Class<? extends Op> type : List.of(
                Reshape.class, Permute.class, Flip.class, Slice.class, Pad.class, Concat.class, Sum.class, Max.class)) {
            on(type, ConstantFolding::fold);
        }
        on(Reshape.class, Views::reshape);
        on(Permute.class, Views::permute);
        on(Permute.class, Broadcasts::permute);
        on(Flip.class, Views::flip);
        on(Slice.class, Views::slice);
        on(Slice.class, Broadcasts::slice);
        on(Pad.class, Views::pad);
        on(Concat.class, Views::concat);
        on(Window.class, Views::window);
        on(Expand.class, Broadcasts::expand);
        on(Sum.class, (op, y) -> Reductions.ofOne(op.axis(), y));
        on(Sum.class, Reductions::sum);
        on(Sum.class, Reductions::ofNegative);
        on(Max.class, (op, y) -> Reductions.ofOne(op.axis(), y));
        on(Max.class, Reductions::max);
        on(Dot.class, PermutedFactors::dot);
        on(Scan.class, new LoopBodies(this)::rewrite);
    }

    /** The rules for graphs that may still be differentiated. */
    static RuleTable beforeDifferentiation() {
        RuleTable table = new RuleTable();
        table.addCommon();
        table.on(Max.class, (op, y) -> LargestOfWindows.max(y));
        return table;
    }

    /** The rules for graphs that will not be differentiated any more. */
    static RuleTable afterDifferentiation() {
        RuleTable table = new RuleTable();
        table.addCommon();
        Rectifiers.laws().forEach(law -> table.on(key(law.left().op()), law));
        table.on(StopGradient.class, (op, y) -> Optional.of(y.input(0)));
        table.on(Dot.class, SingleProducts::dot);
        table.on(Dot.class, PartialSums::dot);
        table.on(Where.class, (op, y) -> PaddedZeros.where(y));
        table.on(Binary.MUL, PaddedZeros::mul);
        table.on(Binary.MUL, SoftmaxGradients::product);
        table.on(Expand.class, PaddedZeros::expand);
        table.on(Reshape.class, PaddedZeros::reshape);
        table.on(Fold.class, WindowGradients::apart);
        table.on(Fold.class, WindowGradients::convolution);
        table.on(Max.class, (op, y) -> ShortReductions.writtenOut(op.axis(), y, Tensor::maximum));
        table.on(Sum.class, (op, y) -> ShortReductions.writtenOut(op.axis(), y, Tensor::add));
        return table;
    }

    /** The rules for graphs that run on up to so many rows, to which no other rule applies any more. */
    static RuleTable forRows(int capacity) {
        RuleTable table = new RuleTable();
        table.on(Scan.class, new LoopBodies(table)::rewrite);
        table.on(Sum.class, (op, y) -> PartialSums.sum(op.axis(), y, capacity));
        return table;
    }

    Optional<Tensor> apply(Tensor tensor) {
        for (RewriteRule rule : rules.getOrDefault(key(tensor.op()), List.of())) {
            Optional<Tensor> better = rule.apply(tensor);
            if (better.isPresent()) {
                return better;
            }
        }
        return Optional.empty();
    }

    private void on(Object op, RewriteRule rule) {
        rules.computeIfAbsent(op, key -> new ArrayList<>()).add(rule);
    }

    private <O extends Op> void on(Class<O> type, BiFunction<O, Tensor, Optional<Tensor>> rule) {
        on((Object) type, (RewriteRule) tensor -> rule.apply(type.cast(tensor.op()), tensor));
    }

    private static Object key(Op op) {
        return op instanceof Enum<?> constant ? constant : op.getClass();
    }
}
