package dev.adjoint.codegen.emit;

import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.math.CounterRandom;
import dev.adjoint.api.math.Lanes;
import dev.adjoint.api.op.Cast;
import dev.adjoint.api.op.Constant;
import dev.adjoint.api.op.Gather;
import dev.adjoint.api.op.Iota;
import dev.adjoint.api.op.Op;
import dev.adjoint.api.op.Random;
import dev.adjoint.api.op.Rows;
import dev.adjoint.codegen.emit.Code.Type;
import dev.adjoint.codegen.index.Affine;
import dev.adjoint.codegen.index.Atom;
import dev.adjoint.codegen.index.Size;
import dev.adjoint.codegen.index.Views;
import dev.adjoint.codegen.schedule.Buffer;
import dev.adjoint.codegen.schedule.Element;
import dev.adjoint.codegen.schedule.Group;
import dev.adjoint.codegen.schedule.Layout;
import dev.adjoint.codegen.schedule.Place;
import dev.adjoint.codegen.schedule.Schedule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The code that computes one element of a tensor, or one vector of elements along the vector loop: follows the tensor
 * down through views and elementwise ops to what stands in memory.
 */
final class Expressions {
    /** Another array that has the elements of a buffer, and how far from where they stand in the buffer. */
    private record Copy(String array, Affine distance) {}

    private final Schedule schedule;
    private final Group group;
    private final PlainWriter plain;
    private final VectorWriter vector;
    private final Map<Atom, Scope> scopes = new HashMap<>();
    private final Map<Element, Code> known = new HashMap<>();
    private final Map<Buffer, Copy> copies = new HashMap<>();
    private Atom.@Nullable Counter vectorCounter;
    private boolean isLane;

    Expressions(Schedule schedule, Group group, Scope root) {
        this.schedule = schedule;
        this.group = group;
        this.plain = new PlainWriter(root);
        this.vector = new VectorWriter(root);
    }

    PlainWriter plain() {
        return plain;
    }

    VectorWriter vector() {
        return vector;
    }

    /** Says which block runs a counter. */
    void enter(Atom counter, Scope scope) {
        scopes.put(counter, scope);
    }

    /** Says that a counter runs in steps of a whole vector. */
    void vectorize(Atom.Counter counter) {
        vectorCounter = counter;
        isLane = false;
    }

    /** Says that a counter is the number of the lane in a vector, which no loop runs over. */
    void vectorizeLanes(Atom.Counter lane) {
        vectorCounter = lane;
        isLane = true;
    }

    void leaveVector() {
        vectorCounter = null;
    }

    /** Gives the code of an element that is known already, such as the result of a contraction. */
    void give(Tensor tensor, List<Affine> at, Code code) {
        known.put(new Element(tensor, at), code);
    }

    /** Forgets all elements but those given after. */
    void forget() {
        known.clear();
    }

    /** Says that an array has the elements of a buffer as well, so far from where they stand in the buffer. */
    void copied(Buffer buffer, String array, Affine distance) {
        copies.put(buffer, new Copy(array, distance));
    }

    /** Says that buffers are read themselves again. */
    void copiedNoMore() {
        copies.clear();
    }

    /** The element at a position; a mask if the tensor holds truth values. */
    Code value(Tensor tensor, List<Affine> at) {
        Element element = new Element(tensor, at);
        Code code = known.get(element);
        if (code == null) {
            code = compute(tensor, at);
            known.put(element, code);
        }
        return code;
    }

    /** The element as a number: 1 and 0 for truth values. */
    Code number(Tensor tensor, List<Affine> at) {
        Code code = value(tensor, at);
        return isMask(code) ? lanes(code).select(code, plain.constant(1), plain.constant(0)) : code;
    }

    private static boolean isMask(Code code) {
        return code.type() == Type.TRUTH || code.type() == Type.MASK;
    }

    private Lanes<Code, Code, Code> lanes(Code... inputs) {
        for (Code input : inputs) {
            if (input.type().isVector()) {
                return vector;
            }
        }
        return plain;
    }

    private Code compute(Tensor tensor, List<Affine> at) {
        Layout.Source source = schedule.layout().source(tensor);
        if (source != null) {
            return value(source.outer(), source.position(at));
        }
        Op op = tensor.op();
        Place place = schedule.layout().place(tensor);
        if (place != null
                && (schedule.ownership().inMemory(group, tensor)
                        || tensor.inputs().isEmpty() && !isOwn(tensor))) {
            return load(tensor, place, at);
        }
        if (op instanceof Constant constant) {
            return constant.type().dtype() == DType.BOOL
                    ? plain.equal(plain.constant((float) constant.value()), plain.constant(1))
                    : plain.constant((float) constant.value());
        }
        if (op instanceof Rows) {
            return plain.expression(Type.FLOAT, "((float) rows)");
        }
        if (op instanceof Iota) {
            return iota(at.get(0));
        }
        if (op instanceof Random random) {
            return random(random, Views.linear(tensor.shape(), at));
        }
        if (op instanceof Gather gather) {
            return gather(tensor, gather, at);
        }
        if (op instanceof Cast && tensor.input(0).dtype() == DType.BOOL) {
            return number(tensor.input(0), at);
        }
        if (Views.isView(tensor)) {
            return value(tensor.input(0), Views.inputPosition(tensor, at));
        }
        List<Code> inputs =
                tensor.inputs().stream().map(input -> value(input, at)).toList();
        return Elementwise.apply(op, lanes(inputs.toArray(new Code[0])), inputs);
    }

    private boolean isOwn(Tensor tensor) {
        return schedule.ownership().isComputedBy(group, tensor);
    }

    private Code load(Tensor tensor, Place place, List<Affine> at) {
        Code code = load(place, place.offset(at));
        return tensor.dtype() == DType.BOOL ? lanes(code).not(lanes(code).equal(code, plain.constant(0))) : code;
    }

    /** An element of a buffer, or a vector of them. */
    private Code load(Place place, Affine offset) {
        Copy copy = copies.get(place.buffer());
        String array = copy == null ? place.buffer().name() : copy.array();
        Affine position = copy == null ? offset : offset.plus(copy.distance());
        return isAlongVector(position) ? vector(array, position) : element(array, position);
    }

    /** The element at an offset of an array. */
    Code element(String array, Affine offset) {
        return plain.expressionIn(scope(offset), Type.FLOAT, array + "[" + offset + "]")
                .named(array + "Value");
    }

    /** The vector that begins at an offset of an array. */
    Code vector(String array, Affine offset) {
        String load = "FloatVector.fromArray(FLOATS, " + array + ", " + first(offset) + ")";
        return vector.expressionIn(scope(offset), Type.FLOATS, load).named(array + "Vector");
    }

    /** A position in the first lane. */
    Affine first(Affine position) {
        return isLane && vectorCounter != null ? position.substitute(vectorCounter, Affine.ZERO) : position;
    }

    /** Whether a position moves with the vector loop, by one for each lane. */
    private boolean isAlongVector(Affine position) {
        if (vectorCounter == null) {
            return false;
        }
        long coefficient = position.coefficient(vectorCounter)
                .filter(Size::isFixed)
                .map(Size::factor)
                .orElse(2L);
        if (coefficient > 1 || coefficient < 0) {
            throw new NotVectorizable("elements at " + position + " are not neighbours along " + vectorCounter);
        }
        return coefficient == 1;
    }

    private Code iota(Affine position) {
        if (isAlongVector(position)) {
            Code first = plain.expressionIn(scope(position), Type.FLOAT, "((float) (" + first(position) + "))");
            Code lanes = vector.laneNumbers();
            return vector.add(first, lanes);
        }
        return plain.expressionIn(scope(position), Type.FLOAT, "((float) (" + position + "))");
    }

    private Code random(Random random, Affine position) {
        Code low = plain.expression(Type.INT, "CounterRandom.lowKey(key, " + random.stream() + ")")
                .named("lowKey");
        Code high = plain.expression(Type.INT, "CounterRandom.highKey(key, " + random.stream() + ")")
                .named("highKey");
        Code first = plain.expressionIn(scope(position), Type.INT, "(" + first(position) + ")");
        if (isAlongVector(position)) {
            // Inside the loop: outside of it, C2 of JDK 17 makes an object of what addIndex returns.
            Code lanes = vector.expressionIn(scope(position), Type.INTS, "IntVector.zero(INTS).addIndex(1)")
                    .named("laneCounters");
            return CounterRandom.uniform(vector, vector.addInt(first, lanes), low, high);
        }
        return CounterRandom.uniform(plain, first, low, high);
    }

    private Code gather(Tensor tensor, Gather gather, List<Affine> at) {
        int rank = tensor.input(1).shape().rank();
        List<Affine> position = new ArrayList<>(at);
        List<Affine> axes = position.subList(gather.axis(), gather.axis() + rank);
        Code index = value(tensor.input(1), List.copyOf(axes));
        axes.clear();
        position.add(gather.axis(), index(index, tensor.input(0).shape().size(gather.axis())));
        return value(tensor.input(0), position);
    }

    /** A value of a tensor as a checked index into an axis. */
    Affine index(Code value, int size) {
        if (value.type().isVector()) {
            throw new NotVectorizable("the index is not the same in all lanes");
        }
        Code index = plain.expression(Type.INT, "Checks.index({0}, " + size + ")", value);
        index.fixed("index");
        Atom atom = new Atom.Computed(index.text(), new Size(size, 0));
        scopes.put(atom, index.scope());
        return Affine.of(atom);
    }

    /** The innermost of the blocks that run what a position depends on. */
    Scope scope(Affine position) {
        Scope innermost = plain.root();
        for (Atom leaf : position.leaves()) {
            Scope scope = scopes.getOrDefault(leaf, plain.root());
            if (scope.depth() > innermost.depth()) {
                innermost = scope;
            }
        }
        return innermost;
    }
}
