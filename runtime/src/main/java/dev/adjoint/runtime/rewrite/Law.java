package dev.adjoint.runtime.rewrite;

import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.op.Binary;
import dev.adjoint.api.op.Constant;
import dev.adjoint.api.op.Expand;
import dev.adjoint.api.op.Op;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.DoublePredicate;
import java.util.function.Predicate;

/**
 * An equation between elementwise expressions, used from left to right: x (-1) = -x. It is written in scalars, and
 * holds for tensors of any shape; a number in it stands for a tensor that holds only this number.
 */
record Law(Tensor left, Tensor right) implements RewriteRule {
    private static final Set<Op> COMMUTATIVE = Set.of(Binary.ADD, Binary.MUL, Binary.MAX, Binary.MIN);

    /** A letter of an equation: stands for any tensor that it admits, the same wherever it occurs. */
    private record Letter(TensorType type, Predicate<Tensor> admits) implements Op {
        @Override
        public TensorType infer(List<TensorType> inputs) {
            return type;
        }
    }

    /** A letter for any tensor. */
    static Tensor any() {
        return Tensor.of(new Letter(TensorType.floats(Shape.SCALAR), tensor -> true));
    }

    /** A letter for any condition. */
    static Tensor condition() {
        return Tensor.of(new Letter(TensorType.floats(Shape.SCALAR).withDType(DType.BOOL), t -> true));
    }

    /** A letter for a tensor whose elements are all the same known number. */
    static Tensor number() {
        return number(number -> true);
    }

    /** A letter for a tensor whose elements are all the same known number, of which something is true. */
    static Tensor number(DoublePredicate admits) {
        return Tensor.of(new Letter(
                TensorType.floats(Shape.SCALAR),
                tensor -> Expansion.number(tensor).stream().anyMatch(admits)));
    }

    /** A letter for a tensor whose elements are all the same, known or not. */
    static Tensor uniform() {
        return Tensor.of(new Letter(TensorType.floats(Shape.SCALAR), Expansion::isUniform));
    }

    /** A letter for a tensor that is a smaller one, repeated. */
    static Tensor repeated() {
        return Tensor.of(new Letter(TensorType.floats(Shape.SCALAR), tensor -> tensor.op() instanceof Expand));
    }

    /** A letter for a tensor whose elements may differ. */
    static Tensor varying() {
        return Tensor.of(new Letter(TensorType.floats(Shape.SCALAR), tensor -> !Expansion.isUniform(tensor)));
    }

    /** A letter for a tensor that is not the larger one of two. */
    static Tensor unrectified() {
        return Tensor.of(new Letter(TensorType.floats(Shape.SCALAR), tensor -> tensor.op() != Binary.MAX));
    }

    @Override
    public Optional<Tensor> apply(Tensor tensor) {
        return match(left, tensor).map(letters -> build(right, tensor.type(), letters));
    }

    /** What the letters stand for if the tensor has the form of the pattern. */
    static Optional<Map<Tensor, Tensor>> match(Tensor pattern, Tensor tensor) {
        return match(pattern, tensor, Map.of());
    }

    /** What the letters stand for if the tensor has the form of the pattern, given what some stand for already. */
    private static Optional<Map<Tensor, Tensor>> match(Tensor pattern, Tensor tensor, Map<Tensor, Tensor> letters) {
        if (pattern.op() instanceof Letter letter) {
            Tensor known = letters.get(pattern);
            if (known != null) {
                return known.equals(tensor) ? Optional.of(letters) : Optional.empty();
            }
            if (!letter.admits().test(tensor)) {
                return Optional.empty();
            }
            Map<Tensor, Tensor> more = new HashMap<>(letters);
            more.put(pattern, tensor);
            return Optional.of(more);
        }
        if (pattern.op() instanceof Constant constant) {
            OptionalDouble number = Expansion.number(tensor);
            return number.isPresent() && number.getAsDouble() == constant.value()
                    ? Optional.of(letters)
                    : Optional.empty();
        }
        if (!pattern.op().equals(tensor.op())) {
            return Optional.empty();
        }
        Optional<Map<Tensor, Tensor>> inOrder = matchAll(pattern.inputs(), tensor.inputs(), letters);
        return inOrder.isPresent() || !COMMUTATIVE.contains(pattern.op())
                ? inOrder
                : matchAll(pattern.inputs(), List.of(tensor.input(1), tensor.input(0)), letters);
    }

    private static Optional<Map<Tensor, Tensor>> matchAll(
            List<Tensor> patterns, List<Tensor> tensors, Map<Tensor, Tensor> letters) {
        Optional<Map<Tensor, Tensor>> result = Optional.of(letters);
        for (int i = 0; i < patterns.size() && result.isPresent(); i++) {
            result = match(patterns.get(i), tensors.get(i), result.get());
        }
        return result;
    }

    /** The pattern with what its letters stand for, of the type that this gives. */
    static Tensor build(Tensor pattern, TensorType type, Map<Tensor, Tensor> letters) {
        if (pattern.op() instanceof Letter) {
            return Objects.requireNonNull(letters.get(pattern));
        }
        if (pattern.op() instanceof Constant constant) {
            return Tensor.of(Constant.scalar(type.dtype(), constant.value())).broadcast(type.shape());
        }
        return Tensor.of(
                pattern.op(),
                pattern.inputs().stream()
                        .map(input -> build(input, type, letters))
                        .toList());
    }
}
