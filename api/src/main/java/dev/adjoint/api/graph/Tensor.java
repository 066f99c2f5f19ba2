package dev.adjoint.api.graph;

import dev.adjoint.api.ShapeException;
import dev.adjoint.api.op.ArgMax;
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
import dev.adjoint.api.op.Iota;
import dev.adjoint.api.op.Max;
import dev.adjoint.api.op.MultiOp;
import dev.adjoint.api.op.Op;
import dev.adjoint.api.op.Pad;
import dev.adjoint.api.op.Permute;
import dev.adjoint.api.op.Pick;
import dev.adjoint.api.op.Reshape;
import dev.adjoint.api.op.Rows;
import dev.adjoint.api.op.ScatterAdd;
import dev.adjoint.api.op.Slice;
import dev.adjoint.api.op.StopGradient;
import dev.adjoint.api.op.Sum;
import dev.adjoint.api.op.Unary;
import dev.adjoint.api.op.Where;
import dev.adjoint.api.op.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A symbolic array: the result of an op on other tensors. Nothing is computed here; a tensor is a node of the graph
 * that a backend runs later. Tensors are immutable and compared by identity. Axes may be negative, counting from the
 * end. Two tensors of one elementwise operation are broadcast: axes are matched from the last, and a missing axis or
 * one of size 1 repeats. More functions, made of these, are in {@link Functions}.
 */
public final class Tensor {
    private final Op op;
    private final List<Tensor> inputs;
    private final TensorType type;

    private Tensor(Op op, List<Tensor> inputs) {
        this.op = op;
        this.inputs = inputs;
        List<TensorType> types = new ArrayList<>(inputs.size());
        for (Tensor input : inputs) {
            types.add(input.type);
        }
        this.type = op.infer(types);
    }

    /**
     * The result of an op.
     *
     * @throws ShapeException if the op does not apply to such inputs
     */
    public static Tensor of(Op op, Tensor... inputs) {
        return new Tensor(op, List.of(inputs));
    }

    /** The result of an op. */
    public static Tensor of(Op op, List<Tensor> inputs) {
        return new Tensor(op, List.copyOf(inputs));
    }

    /** A number. */
    public static Tensor constant(double value) {
        return of(Constant.scalar(value));
    }

    /** An array of numbers in row-major order. */
    public static Tensor constant(Shape shape, double... values) {
        return of(new Constant(
                TensorType.floats(shape), Arrays.stream(values).boxed().toList()));
    }

    /** The whole numbers 0, 1, ..., size - 1. */
    public static Tensor iota(int size) {
        return of(new Iota(size));
    }

    /** The number of rows of the current batch, a scalar. */
    public static Tensor rows() {
        return of(new Rows());
    }

    public Op op() {
        return op;
    }

    public List<Tensor> inputs() {
        return inputs;
    }

    public Tensor input(int index) {
        return inputs.get(index);
    }

    public TensorType type() {
        return type;
    }

    public Shape shape() {
        return type.shape();
    }

    public DType dtype() {
        return type.dtype();
    }

    public Tensor neg() {
        return of(Unary.NEG, this);
    }

    public Tensor exp() {
        return of(Unary.EXP, this);
    }

    public Tensor log() {
        return of(Unary.LOG, this);
    }

    public Tensor sqrt() {
        return of(Unary.SQRT, this);
    }

    public Tensor tanh() {
        return of(Unary.TANH, this);
    }

    public Tensor sigmoid() {
        return of(Unary.SIGMOID, this);
    }

    public Tensor erf() {
        return of(Unary.ERF, this);
    }

    public Tensor sin() {
        return of(Unary.SIN, this);
    }

    public Tensor cos() {
        return of(Unary.COS, this);
    }

    public Tensor abs() {
        return of(Unary.ABS, this);
    }

    public Tensor floor() {
        return of(Unary.FLOOR, this);
    }

    public Tensor sign() {
        return of(Unary.SIGN, this);
    }

    /** x². */
    public Tensor square() {
        return mul(this);
    }

    public Tensor add(Tensor other) {
        return Broadcast.apply(Binary.ADD, this, other);
    }

    public Tensor add(double other) {
        return add(number(other));
    }

    public Tensor sub(Tensor other) {
        return Broadcast.apply(Binary.SUB, this, other);
    }

    public Tensor sub(double other) {
        return sub(number(other));
    }

    public Tensor mul(Tensor other) {
        return Broadcast.apply(Binary.MUL, this, other);
    }

    public Tensor mul(double other) {
        return mul(number(other));
    }

    public Tensor div(Tensor other) {
        return Broadcast.apply(Binary.DIV, this, other);
    }

    public Tensor div(double other) {
        return div(number(other));
    }

    /** This to the power of the other. */
    public Tensor pow(Tensor exponent) {
        return Broadcast.apply(Binary.POW, this, exponent);
    }

    public Tensor pow(double exponent) {
        return pow(number(exponent));
    }

    /** The larger of the two, element by element; along an axis, see {@link #max(int)}. */
    public Tensor maximum(Tensor other) {
        return Broadcast.apply(Binary.MAX, this, other);
    }

    public Tensor maximum(double other) {
        return maximum(number(other));
    }

    /** The smaller of the two, element by element. */
    public Tensor minimum(Tensor other) {
        return Broadcast.apply(Binary.MIN, this, other);
    }

    public Tensor minimum(double other) {
        return minimum(number(other));
    }

    public Tensor equal(Tensor other) {
        return Broadcast.apply(Comparison.EQUAL, this, other);
    }

    public Tensor equal(double other) {
        return equal(number(other));
    }

    public Tensor less(Tensor other) {
        return Broadcast.apply(Comparison.LESS, this, other);
    }

    public Tensor less(double other) {
        return less(number(other));
    }

    public Tensor lessEqual(Tensor other) {
        return Broadcast.apply(Comparison.LESS_EQUAL, this, other);
    }

    public Tensor lessEqual(double other) {
        return lessEqual(number(other));
    }

    public Tensor greater(Tensor other) {
        return other.less(this);
    }

    public Tensor greater(double other) {
        return greater(number(other));
    }

    public Tensor greaterEqual(Tensor other) {
        return other.lessEqual(this);
    }

    public Tensor greaterEqual(double other) {
        return greaterEqual(number(other));
    }

    /** {@code a} where this holds, {@code b} elsewhere. */
    public Tensor where(Tensor a, Tensor b) {
        return Broadcast.apply(new Where(), this, a, b);
    }

    /** The same values read as another type: truth as 1 and 0, whole numbers as real ones. */
    public Tensor cast(DType dtype) {
        return dtype == dtype() ? this : of(new Cast(dtype), this);
    }

    /** The sum along the given axes, which disappear; along all if none is given. */
    public Tensor sum(int... axes) {
        Tensor result = this;
        for (int axis : lastFirst(axes)) {
            result = of(new Sum(axis), result);
        }
        return result;
    }

    /** The largest element along an axis, which disappears. */
    public Tensor max(int axis) {
        return of(new Max(shape().axis(axis)), this);
    }

    /** The index of the first largest element along an axis, which disappears. */
    public Tensor argMax(int axis) {
        return of(new ArgMax(shape().axis(axis)), this);
    }

    /** A new axis, number {@code axis} of the result, along which the values repeat. */
    public Tensor expand(int axis, int size) {
        return of(new Expand(shape().newAxis(axis), size), this);
    }

    /** This tensor repeated to a larger shape, matching axes from the last. */
    public Tensor broadcast(Shape target) {
        return Broadcast.to(this, target);
    }

    public Tensor reshape(Shape shape) {
        return shape.equals(shape()) ? this : of(new Reshape(shape), this);
    }

    /** Axes in another order: axis i of the result is axis {@code order[i]} of this. */
    public Tensor permute(int... order) {
        return of(new Permute(Arrays.stream(order).map(shape()::axis).boxed().toList()), this);
    }

    /** The elements along an axis in reverse order. */
    public Tensor flip(int axis) {
        return of(new Flip(shape().axis(axis)), this);
    }

    /** {@code size} elements along an axis, from {@code start}. */
    public Tensor slice(int axis, int start, int size) {
        return slice(axis, start, size, 1);
    }

    public Tensor slice(int axis, int start, int size, int stride) {
        return of(new Slice(shape().axis(axis), start, size, stride), this);
    }

    /** Zeros in front of and behind the elements of an axis. */
    public Tensor pad(int axis, int low, int high) {
        return pad(axis, low, high, 0, 0);
    }

    public Tensor pad(int axis, int low, int high, int interior, double value) {
        return of(new Pad(shape().axis(axis), low, high, interior, value), this);
    }

    /** The tensors one behind the other along an axis. */
    public static Tensor concat(int axis, List<Tensor> parts) {
        if (parts.isEmpty()) {
            throw new ShapeException("concat needs at least one tensor");
        }
        return of(new Concat(parts.get(0).shape().axis(axis)), parts);
    }

    /** x W over the last axis of this, [..., k], and the first of a matrix, [k, m]: [..., m]. */
    public Tensor matmul(Tensor matrix) {
        if (shape().rank() == 0 || matrix.shape().rank() == 0) {
            throw new ShapeException("matmul does not apply to a scalar: " + shape() + " and " + matrix.shape());
        }
        return of(new Dot(List.of(), List.of(), List.of(shape().axis(-1)), List.of(0)), this, matrix);
    }

    /** The contraction of two tensors; see {@link Dot} for the order of the result's axes. */
    public Tensor dot(Tensor right, Dot axes) {
        return of(axes, this, right);
    }

    /** The sliding windows along an axis, which becomes two: position, place in the window. */
    public Tensor window(int axis, int size, int stride, int dilation) {
        return of(new Window(shape().axis(axis), size, stride, dilation), this);
    }

    /** Windows added back: the transpose of {@link #window}. */
    public Tensor fold(int axis, int length, int stride, int dilation) {
        return of(new Fold(shape().axis(axis), length, stride, dilation), this);
    }

    /** Slices of this along an axis, picked by index. */
    public Tensor gather(int axis, Tensor indices) {
        return of(new Gather(shape().axis(axis)), this, indices);
    }

    /** Slices of this added into zeros by index: the transpose of {@link #gather}; the axis is one of the result. */
    public Tensor scatterAdd(int axis, int size, Tensor indices) {
        int rank = shape().rank() - indices.shape().rank() + 1;
        return of(new ScatterAdd(axis < 0 ? axis + rank : axis, size), this, indices);
    }

    /** The same values, constant for differentiation. */
    public Tensor stopGradient() {
        return of(new StopGradient(), this);
    }

    /** The index-th result of an op that has several. */
    public Tensor pick(int index) {
        if (!(op instanceof MultiOp multi)) {
            throw new ShapeException("pick applies to an op with several results, not to " + this);
        }
        List<TensorType> results =
                multi.results(inputs.stream().map(Tensor::type).toList());
        if (index < 0 || index >= results.size()) {
            throw new ShapeException(
                    "result " + index + " of " + op.label() + " does not exist; it has " + results.size());
        }
        return of(new Pick(index, results.get(index)), this);
    }

    /** {@code add float[n, 10]}. */
    @Override
    public String toString() {
        return op.label() + " " + type;
    }

    private Tensor number(double value) {
        return of(Constant.scalar(dtype() == DType.INT ? DType.INT : DType.FLOAT, value));
    }

    private List<Integer> lastFirst(int... axes) {
        int[] all = axes.length > 0 ? axes : IntStream.range(0, shape().rank()).toArray();
        return Arrays.stream(all)
                .map(shape()::axis)
                .distinct()
                .boxed()
                .sorted(Comparator.reverseOrder())
                .toList();
    }
}
