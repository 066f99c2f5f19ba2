package dev.adjoint.codegen.emit;

import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Graph;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.math.CounterRandom;
import dev.adjoint.api.op.Cast;
import dev.adjoint.api.op.Constant;
import dev.adjoint.api.op.Dot;
import dev.adjoint.api.op.Iota;
import dev.adjoint.api.op.Max;
import dev.adjoint.api.op.Op;
import dev.adjoint.api.op.Random;
import dev.adjoint.api.op.Rows;
import dev.adjoint.api.op.Sum;
import dev.adjoint.codegen.cost.KernelWork;
import dev.adjoint.codegen.emit.Code.Type;
import dev.adjoint.codegen.index.Affine;
import dev.adjoint.codegen.index.Size;
import dev.adjoint.codegen.index.Views;
import dev.adjoint.codegen.schedule.Buffer;
import dev.adjoint.codegen.schedule.Element;
import dev.adjoint.codegen.schedule.Group;
import dev.adjoint.codegen.schedule.Place;
import dev.adjoint.codegen.schedule.Schedule;
import dev.adjoint.codegen.schedule.Storage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A very small program for one row as straight-line code: every element is a local variable, and nothing is stored but
 * the results.
 *
 * <pre>
 * float dense1Kernel0 = dense1Kernel[0];
 * float t = Math.fma(x0, dense1Kernel0, 0f);
 * ...
 * dense1Kernel[0] = dense1Kernel0 - t27 * learningRate0;
 * </pre>
 */
final class StraightLine {
    /** The most operations: the JIT never compiles a method of 8,000 bytes, and an operation takes up to nine. */
    private static final int MOST_OPERATIONS = 850;

    /** What a kernel costs beside its operations, in scalar operations. */
    private static final int OPERATIONS_OF_A_KERNEL = 42;

    private record Result(Place place, List<Affine> at, Code value) {}

    /** What the method is called. */
    static final String NAME = "compute";

    private final Schedule schedule;
    private final Scope root;
    private final PlainWriter plain;
    private final Map<Element, Code> known = new HashMap<>();

    private StraightLine(Schedule schedule) {
        this.schedule = schedule;
        this.root = Scope.method(schedule.layout().identifiers());
        this.plain = new PlainWriter(root);
    }

    /**
     * The method that runs the program, if the program is made of nothing but simple ops, and so small that they cost less
     * than vectors in a kernel for each step.
     */
    static Optional<Method> of(Schedule schedule, Target target) {
        if (target.capacity() != 1) {
            return Optional.empty();
        }
        long operations = operations(schedule);
        if (operations > MOST_OPERATIONS) {
            return Optional.empty();
        }
        if (target.hasVectors()
                && operations
                        > (long) OPERATIONS_OF_A_KERNEL * schedule.groups().size()) {
            return Optional.empty();
        }
        return Optional.of(
                new Method(NAME, List.of(), "the whole program, for one row", new StraightLine(schedule).write()));
    }

    /** The work of the program as straight-line code. */
    static KernelWork work(Schedule schedule) {
        return KernelWork.scalars(operations(schedule)).plus(KernelWork.calls(1));
    }

    private static long operations(Schedule schedule) {
        return Graph.topological(schedule.groups().stream()
                        .flatMap(group -> group.stores().stream())
                        .map(Group.Store::value)
                        .toList())
                .stream()
                .mapToLong(StraightLine::operations)
                .sum();
    }

    private static long operations(Tensor tensor) {
        Op op = tensor.op();
        long elements = Size.elements(tensor.shape()).at(1);
        if (Storage.isElementwise(op) || op instanceof Random) {
            return elements * Storage.weightOf(op);
        }
        if (op instanceof Dot dot && !dot.isPartial()) {
            Shape left = tensor.input(0).shape();
            return elements
                    * Size.product(dot.leftContract().stream().map(left::size).toList())
                            .at(1);
        }
        if (op instanceof Sum || op instanceof Max) {
            return Size.elements(tensor.input(0).shape()).at(1);
        }
        if (tensor.inputs().isEmpty()) {
            return Storage.isLeaf(op) && !Storage.isGenerated(op) ? elements : 0;
        }
        return Views.isViewOp(op) ? 0 : Integer.MAX_VALUE;
    }

    private List<String> write() {
        List<Result> results = new ArrayList<>();
        for (Group group : schedule.groups()) {
            for (Group.Store store : group.stores()) {
                if (store.place().buffer().kind() != Buffer.Kind.SCRATCH) {
                    for (List<Affine> at : positions(store.value().shape())) {
                        results.add(new Result(store.place(), at, number(store.value(), at)));
                    }
                }
            }
        }
        for (Result result : results) {
            root.line(
                    result.place().buffer().name() + "[" + result.place().offset(result.at()) + "] = {0};",
                    result.value());
        }
        return root.write();
    }

    private static List<List<Affine>> positions(Shape shape) {
        List<List<Affine>> positions = new ArrayList<>(List.of(List.of()));
        for (int size : shape.sizes()) {
            List<List<Affine>> longer = new ArrayList<>();
            for (List<Affine> position : positions) {
                for (int i = 0; i < Size.ofAxis(size).at(1); i++) {
                    List<Affine> at = new ArrayList<>(position);
                    at.add(Affine.of(i));
                    longer.add(at);
                }
            }
            positions = longer;
        }
        return positions;
    }

    private Code number(Tensor tensor, List<Affine> at) {
        Code code = value(tensor, at);
        return code.type() == Type.TRUTH ? plain.select(code, plain.constant(1), plain.constant(0)) : code;
    }

    private Code value(Tensor tensor, List<Affine> at) {
        Element element = new Element(tensor, at);
        Code code = known.get(element);
        if (code == null) {
            code = compute(tensor, at);
            known.put(element, code);
        }
        return code;
    }

    private Code compute(Tensor tensor, List<Affine> at) {
        Op op = tensor.op();
        if (op instanceof Rows) {
            return plain.constant(1);
        }
        if (op instanceof Iota) {
            return plain.constant(at.get(0).largest(1));
        }
        if (op instanceof Random random) {
            return random(random, Views.linear(tensor.shape(), at));
        }
        if (op instanceof Constant constant && constant.isScalar()) {
            Code number = plain.constant((float) constant.value());
            return tensor.dtype() == DType.BOOL ? plain.equal(number, plain.constant(1)) : number;
        }
        if (tensor.inputs().isEmpty()) {
            return load(tensor, at);
        }
        if (op instanceof Cast && tensor.input(0).dtype() == DType.BOOL) {
            return number(tensor.input(0), at);
        }
        if (Views.isView(tensor)) {
            return value(tensor.input(0), Views.inputPosition(tensor, at));
        }
        if (op instanceof Dot) {
            return dot(tensor, at);
        }
        if (op instanceof Sum sum) {
            return plain.add(folded(tensor, sum.axis(), at, true), plain.constant(0));
        }
        if (op instanceof Max max) {
            return folded(tensor, max.axis(), at, false);
        }
        List<Code> inputs =
                tensor.inputs().stream().map(input -> value(input, at)).toList();
        return Elementwise.apply(op, plain, inputs);
    }

    private Code load(Tensor tensor, List<Affine> at) {
        Place place = Objects.requireNonNull(schedule.layout().place(tensor));
        String array = place.buffer().name();
        Affine offset = place.offset(at);
        Code code = plain.expression(Type.FLOAT, array + "[" + offset + "]").named(array + offset);
        return tensor.dtype() == DType.BOOL ? plain.not(plain.equal(code, plain.constant(0))) : code;
    }

    private Code random(Random random, Affine position) {
        Code low = plain.expression(Type.INT, "CounterRandom.lowKey(key, " + random.stream() + ")")
                .named("lowKey");
        Code high = plain.expression(Type.INT, "CounterRandom.highKey(key, " + random.stream() + ")")
                .named("highKey");
        return CounterRandom.uniform(plain, plain.integer((int) position.largest(1)), low, high);
    }

    private Code dot(Tensor result, List<Affine> at) {
        Dot dot = (Dot) result.op();
        Tensor left = result.input(0);
        Tensor right = result.input(1);
        List<Integer> leftFree = dot.leftFree(left.shape().rank());
        List<Integer> rightFree = dot.rightFree(right.shape().rank());
        int batch = dot.leftBatch().size();
        Code total = plain.constant(0);
        Shape lengths =
                new Shape(dot.leftContract().stream().map(left.shape()::size).toList());
        for (List<Affine> k : positions(lengths)) {
            Affine[] leftAt = new Affine[left.shape().rank()];
            Affine[] rightAt = new Affine[right.shape().rank()];
            fill(leftAt, dot.leftBatch(), at.subList(0, batch));
            fill(rightAt, dot.rightBatch(), at.subList(0, batch));
            fill(leftAt, leftFree, at.subList(batch, batch + leftFree.size()));
            fill(rightAt, rightFree, at.subList(batch + leftFree.size(), at.size()));
            fill(leftAt, dot.leftContract(), k);
            fill(rightAt, dot.rightContract(), k);
            total = plain.fma(number(left, List.of(leftAt)), number(right, List.of(rightAt)), total);
        }
        return total;
    }

    private static void fill(Affine[] position, List<Integer> axes, List<Affine> at) {
        for (int i = 0; i < axes.size(); i++) {
            position[axes.get(i)] = at.get(i);
        }
    }

    /** The elements along an axis, in the order in which a reduction takes them. */
    private Code folded(Tensor tensor, int axis, List<Affine> at, boolean sum) {
        Tensor input = tensor.input(0);
        boolean last = axis == input.shape().rank() - 1;
        List<Code> partials = new ArrayList<>();
        long length = Size.ofAxis(input.shape().size(axis)).at(1);
        for (int i = 0; i < length; i++) {
            Code value = number(input, ReductionEmitter.insert(at, axis, Affine.of(i)));
            int partial = last ? i % Sum.LANES : 0;
            if (partial < partials.size()) {
                partials.set(partial, combine(partials.get(partial), value, sum));
            } else {
                partials.add(value);
            }
        }
        return ReductionEmitter.foldPartials(partials, plain, sum);
    }

    private Code combine(Code a, Code b, boolean sum) {
        return sum ? plain.add(a, b) : plain.max(a, b);
    }
}
