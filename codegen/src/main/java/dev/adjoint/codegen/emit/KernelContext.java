package dev.adjoint.codegen.emit;

import dev.adjoint.api.graph.Tensor;
import dev.adjoint.codegen.emit.Code.Type;
import dev.adjoint.codegen.index.Affine;
import dev.adjoint.codegen.index.Atom;
import dev.adjoint.codegen.index.Size;
import dev.adjoint.codegen.index.Views;
import dev.adjoint.codegen.schedule.Buffer;
import dev.adjoint.codegen.schedule.Element;
import dev.adjoint.codegen.schedule.Group;
import dev.adjoint.codegen.schedule.Place;
import dev.adjoint.codegen.schedule.Reads;
import dev.adjoint.codegen.schedule.Schedule;
import dev.adjoint.codegen.schedule.Storage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One method under construction: its code, and what all kinds of kernels do alike. */
final class KernelContext {
    private final Schedule schedule;
    private final Group group;
    private final Target target;
    private final Scope root;
    private final Expressions expressions;
    private final Stores stores = new Stores(this);
    private @Nullable Share divided;
    private Atom.@Nullable Counter vectorCounter;
    private int storedLanes;

    KernelContext(Schedule schedule, Group group, Target target) {
        this.schedule = schedule;
        this.group = group;
        this.target = target;
        this.root = Scope.method(schedule.layout().identifiers());
        this.expressions = new Expressions(schedule, group, root);
    }

    Schedule schedule() {
        return schedule;
    }

    Group group() {
        return group;
    }

    Target target() {
        return target;
    }

    Scope root() {
        return root;
    }

    Expressions expressions() {
        return expressions;
    }

    /** Opens plain loops. */
    Scope loops(Scope parent, List<Atom.Counter> counters) {
        Scope scope = parent;
        for (Atom.Counter counter : counters) {
            scope = isDivided(counter) ? Blocks.loop(scope, counter, "from", "to") : Blocks.loop(scope, counter);
            expressions.enter(counter, scope);
            stores.enter(counter, scope);
        }
        return scope;
    }

    /** Chooses which of the loops the threads divide, if they are to divide one. */
    void divide(List<Affine> at, List<Share> loops) {
        divided = Shares.choose(target, group, at, loops).orElse(null);
    }

    /** Chooses which of the loops the threads divide; the innermost one runs over vectors where there are vectors. */
    void divide(Axes axes, boolean vectors) {
        List<Share> loops = new ArrayList<>();
        for (Atom.Counter counter : axes.counters()) {
            boolean last = loops.size() == axes.counters().size() - 1;
            loops.add(new Share(counter, last && vectors ? Math.max(1, target.lanes()) : 1));
        }
        divide(axes.at(), loops);
    }

    /** Whether the threads divide a loop. */
    boolean isDivided(Atom.Counter counter) {
        return divided != null && divided.counter().equals(counter);
    }

    /** The method as it stands. */
    Method method(String name, List<String> counters) {
        return method(name, counters, Formulas.of(schedule, group), Method.Use.KERNEL);
    }

    Method method(String name, List<String> counters, String formula, Method.Use use) {
        return method(name, counters, formula, use, root, Optional.ofNullable(divided));
    }

    static Method method(
            String name, List<String> counters, String formula, Method.Use use, Scope body, Optional<Share> share) {
        List<String> parameters = new ArrayList<>(counters);
        if (share.isPresent()) {
            parameters.addAll(List.of("from", "to"));
        }
        return new Method(name, parameters, formula, body.write(), use, share);
    }

    /**
     * Opens the loops of a sum in vector registers. Where an inner loop might have no turn, C2 of JDK 17 makes an object of
     * each partial sum.
     *
     * @param bounds the names of where the outermost loop begins and ends, if it is not the whole axis
     */
    Scope sumLoops(Scope parent, List<Atom.Counter> counters, List<String> bounds) {
        Scope scope = parent;
        for (int i = 0; i < counters.size(); i++) {
            Atom.Counter counter = counters.get(i);
            boolean bounded = i == 0 && !bounds.isEmpty();
            String start = bounded ? bounds.get(0) : "0";
            String end = bounded ? bounds.get(1) : counter.extent().toString();
            if (i == 0 && target.trial()) {
                double inner = KernelWorks.extent(this, counters.subList(1, counters.size()));
                end = TrialLimit.apply(parent, start, end, inner);
            }
            scope = i > 0 && !counter.extent().isFixed()
                    ? Blocks.loopAtLeastOnce(scope, counter, end)
                    : Blocks.loop(scope, counter, start, end);
            expressions.enter(counter, scope);
        }
        return scope;
    }

    /** Opens a loop over whole vectors. */
    Scope vectorLoop(Scope parent, Atom.Counter counter) {
        Scope scope = isDivided(counter)
                ? Blocks.dividedVectorLoop(parent, counter, target.lanes())
                : Blocks.vectorLoop(parent, counter, target.lanes());
        enterVector(counter, scope);
        return scope;
    }

    /** Says that a block holds whole vectors along a counter. */
    void enterVector(Atom.Counter counter, Scope scope) {
        expressions.enter(counter, scope);
        expressions.vectorize(counter);
        vectorCounter = counter;
    }

    /**
     * Says that what follows is whole vectors over a lane counter.
     *
     * @param lanes how many of a vector's lanes are stored
     */
    void enterLanes(Atom.Counter lane, int lanes) {
        expressions.vectorizeLanes(lane);
        vectorCounter = lane;
        storedLanes = lanes;
    }

    /** Says that what follows is single elements again. */
    void leaveVector() {
        expressions.leaveVector();
        vectorCounter = null;
        storedLanes = 0;
    }

    /** Whether the kernel is between vector loops, or has none. */
    boolean isPlain() {
        return vectorCounter == null;
    }

    /** Closes blocks up to, and not including, the outer one. */
    void close(Scope inner, Scope outer) {
        Scope scope = inner;
        while (scope != null && scope != outer) {
            scope.close();
            scope = scope.parent();
        }
    }

    /** Writes the group's values at a position of the domain to memory, all computed before the first is stored. */
    void storeAll(Scope scope, List<Affine> at) {
        List<Code> values = new ArrayList<>();
        for (Group.Store store : group.stores()) {
            values.add(expressions.number(store.value(), at));
        }
        for (int i = 0; i < values.size(); i++) {
            store(scope, group.stores().get(i).place(), at, values.get(i));
        }
    }

    /** The same at several positions: where the group reads what it stores, all are computed before the first is stored. */
    void storeEach(Scope scope, List<List<Affine>> positions) {
        if (!Collections.disjoint(schedule.reads(group), schedule.writes(group))) {
            positions.forEach(at -> group.stores().forEach(store -> expressions.number(store.value(), at)));
        }
        positions.forEach(at -> storeAll(scope, at));
    }

    /** Writes an element, or a vector of them, to memory. */
    void store(Scope scope, Place place, List<Affine> at, Code value) {
        Affine offset = place.offset(at);
        Atom.Counter counter = vectorCounter;
        if (counter == null) {
            stores.number(scope, place.buffer(), offset, value);
            return;
        }
        if (!offset.coefficient(counter).orElse(new Size(2, 0)).isOne()) {
            throw new NotVectorizable("elements at " + offset + " are not neighbours along " + counter);
        }
        Code vector = expressions.vector().broadcast(value);
        if (storedLanes == 0) {
            stores.loop(scope, place, offset, vector, counter);
        } else if (storedLanes == target.lanes()) {
            stores.whole(scope, place.buffer(), expressions.first(offset), vector);
        } else {
            stores.first(scope, place.buffer(), expressions.first(offset), vector, storedLanes);
        }
    }

    /** Writes a vector to memory of which something that is stored later may overwrite what lies behind a row. */
    void storeWhole(Scope scope, Place place, List<Affine> at, Code value) {
        stores.whole(
                scope, place.buffer(), place.offset(at), expressions.vector().broadcast(value));
    }

    /** Whether the kernel reads a buffer. */
    boolean reads(Buffer buffer) {
        return schedule.reads(group).contains(buffer);
    }

    /** The positions that the group's values are written to and that its kernel reads, or counts with, at a position. */
    List<Affine> offsets(List<Affine> at) {
        List<Affine> offsets = new ArrayList<>(storeOffsets(at));
        offsets.addAll(offsets(storedReads(at)));
        return offsets;
    }

    /** The positions in memory that the group's values are written to. */
    List<Affine> storeOffsets(List<Affine> at) {
        return group.stores().stream().map(store -> store.place().offset(at)).toList();
    }

    /** The positions in memory that an element of a tensor is made from. */
    List<Affine> offsets(Tensor tensor, List<Affine> at) {
        return offsets(reads().visit(tensor, at));
    }

    private Reads reads() {
        return new Reads(schedule.layout(), this::isLoaded);
    }

    /** What the values that the group stores at a position are made from. */
    Reads storedReads(List<Affine> at) {
        Reads reads = reads();
        group.stores().forEach(store -> reads.visit(store.value(), at));
        return reads;
    }

    /** Whether the elements of a tensor are loaded rather than computed. */
    boolean isLoaded(Tensor tensor) {
        return schedule.ownership().inMemory(group, tensor)
                || Storage.isLeaf(tensor.op()) && !Storage.isGenerated(tensor.op());
    }

    /** Whether a tensor has the same values in every step of the loop around the kernel. */
    boolean isInvariant(Tensor tensor) {
        return schedule.layout().isInvariant(tensor);
    }

    private List<Affine> offsets(Reads reads) {
        List<Affine> offsets = new ArrayList<>(reads.numbers());
        for (Element read : reads.all()) {
            Place place = schedule.layout().place(read.tensor());
            if (place != null && read.tensor() != group.anchor()) {
                offsets.add(place.offset(read.at()));
            }
        }
        return offsets;
    }

    /** Whether all that is read at positions that depend on a counter has room for so many elements. */
    boolean readsHaveRoom(int room, List<Affine> at, List<Element> operands, Atom.Counter counter) {
        Reads reads = storedReads(at);
        operands.forEach(operand -> reads.visit(operand.tensor(), operand.at()));
        return reads.all().stream().noneMatch(read -> {
            Place place = schedule.layout().place(read.tensor());
            return place != null
                    && read.tensor() != group.anchor()
                    && place.room() < room
                    && place.offset(read.at()).leaves().contains(counter);
        });
    }

    /** The axes of the domain as few loops as possible. */
    Axes domain(List<Affine> counters, List<Affine> moreOffsets) {
        List<Affine> offsets = new ArrayList<>(offsets(counters));
        offsets.addAll(moreOffsets);
        List<Size> extents = new ArrayList<>();
        for (int axis = 0; axis < counters.size(); axis++) {
            Size size = Size.ofAxis(group.domain().size(axis));
            extents.add(counters.get(axis).leaves().stream()
                    .map(leaf -> ((Atom.Counter) leaf).extent())
                    .findFirst()
                    .orElse(size));
        }
        return Axes.join(counters, extents, offsets, "i");
    }

    /** How many elementwise operations lie between what the kernel loads or contracts and what it stores. */
    int epilogueOperations() {
        Set<Tensor> seen = new HashSet<>();
        Deque<Tensor> open = new ArrayDeque<>();
        group.stores().forEach(store -> open.add(store.value()));
        int operations = 0;
        while (!open.isEmpty()) {
            Tensor tensor = open.pop();
            if (seen.add(tensor) && !schedule.ownership().inMemory(group, tensor)) {
                operations += Views.isView(tensor) || tensor.inputs().isEmpty() ? 0 : 1;
                open.addAll(tensor.inputs());
            }
        }
        return operations;
    }

    /** A variable of a block that changes its value. */
    Code variable(Scope scope, Type type, String wish, String start) {
        String name = scope.variableName(wish);
        scope.line(type.javaName() + " " + name + " = " + start + ";");
        return Code.literal(type, scope, name);
    }
}
