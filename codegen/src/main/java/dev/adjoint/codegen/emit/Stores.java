package dev.adjoint.codegen.emit;

import dev.adjoint.codegen.index.Affine;
import dev.adjoint.codegen.index.Atom;
import dev.adjoint.codegen.index.Size;
import dev.adjoint.codegen.schedule.Buffer;
import dev.adjoint.codegen.schedule.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a kernel stores. Where a row ends within a vector, the first lanes are stored by way of a small array ({@link Tail}), or
 * all of them where the same thread stores afterwards what they touch behind the row.
 *
 * <pre>
 * for (int i = 0; i &lt; rows; i++) {
 *   if (i * 6 &lt;= rows * 6 - 16) {
 *     y.intoArray(array, i * 6);
 *   } else {
 *     y.intoArray(tail, 0);
 *     System.arraycopy(tail, 0, array, i * 6, 6);
 *   }
 * }
 * </pre>
 */
final class Stores {
    /**
     * One place in the code.
     *
     * @param offset the position of the first lane
     * @param vectors the loop over vectors, if there is one
     * @param width how many elements this stores, in all turns of that loop
     */
    private record Store(Scope scope, Buffer buffer, Affine offset, Atom.@Nullable Counter vectors, long width) {
        /** The position of the first element. */
        Affine first() {
            return vectors == null ? offset : offset.substitute(vectors, Affine.ZERO);
        }

        /** The block around all that this stores. */
        Scope around() {
            return vectors == null ? scope : Objects.requireNonNull(scope.parent());
        }

        /** How many elements behind the first one the vector stands in which they end. */
        long last(int lanes) {
            return vectors == null ? 0 : width / lanes * lanes;
        }
    }

    /** Elements side by side that one turn of the loops stores in order: from one up to another, relative to a store. */
    private record Run(long from, long to) {}

    /**
     * Elements side by side that loops store in order, each of them once.
     *
     * @param position where in them a vector stands
     * @param end how many they are; where threads divide the outermost loop, up to the end of a thread's share
     */
    private record Line(Affine position, Affine end) {}

    /** Kernels that store more tensors are long enough without a choice at the end of each row. */
    private static final int MOST_TENSORS = 2;

    private final KernelContext kernel;
    private final List<Store> stores = new ArrayList<>();
    private final Map<Scope, Atom.Counter> loops = new HashMap<>();

    Stores(KernelContext kernel) {
        this.kernel = kernel;
    }

    /** Says that a block is a loop over all turns of a counter, or over a thread's share of them. */
    void enter(Atom.Counter counter, Scope loop) {
        loops.put(loop, counter);
    }

    /** Stores a number. */
    void number(Scope scope, Buffer buffer, Affine offset, Code value) {
        stores.add(new Store(scope, buffer, offset, null, 1));
        scope.line(buffer.name() + "[" + offset + "] = {0};", value);
    }

    /** Stores all lanes of a vector. */
    void whole(Scope scope, Buffer buffer, Affine offset, Code vector) {
        stores.add(new Store(scope, buffer, offset, null, lanes()));
        scope.line("{0}" + intoArray(buffer, offset), vector);
    }

    /** Stores the first lanes of a vector. */
    void first(Scope scope, Buffer buffer, Affine offset, Code vector, int count) {
        Store store = new Store(scope, buffer, offset, null, count);
        stores.add(store);
        use(vector, store);
        scope.add((Scope.Statement) tail -> ofRow(store, vector.text(), count));
    }

    /** Stores a vector in each turn of a loop, and the first lanes of a last one: all of them if its row has room. */
    void loop(Scope scope, Place place, Affine offset, Code vector, Atom.Counter vectors) {
        Buffer buffer = place.buffer();
        Size extent = vectors.extent();
        Store store = new Store(scope, buffer, offset, vectors, extent.factor());
        stores.add(store);
        boolean isDivided = kernel.isDivided(vectors);
        boolean isOfRow = extent.isFixed() && !isDivided;
        boolean isWholeRow =
                isOfRow && extent.factor() == kernel.group().domain().last();
        boolean hasRoom = isWholeRow && place.room() >= store.last(lanes()) + lanes();
        if (isOfRow && !hasRoom && extent.factor() % lanes() > 0) {
            use(vector, store);
        } else {
            vector.use(scope);
        }
        scope.add((Scope.Statement) tail -> {
            if (!tail || hasRoom) {
                return List.of(vector.text() + intoArray(buffer, offset));
            }
            return isOfRow
                    ? ofRow(store, vector.text(), extent.factor() % lanes())
                    : Tail.store(vector.text(), buffer.name(), offset, vectors, isDivided ? "to" : extent.toString());
        });
    }

    /** Uses a vector, twice where each turn of a loop chooses how to store it. */
    private void use(Code vector, Store store) {
        vector.use(store.scope());
        if (mayChoose(store)) {
            vector.named("t");
        }
    }

    private boolean mayChoose(Store store) {
        return loops.containsKey(store.around()) && kernel.group().stores().size() <= MOST_TENSORS;
    }

    private int lanes() {
        return kernel.target().lanes();
    }

    private static String intoArray(Buffer buffer, Affine offset) {
        return ".intoArray(" + buffer.name() + ", " + offset + ");";
    }

    /** The lines that store the first lanes, written when all that the kernel stores is known. */
    private List<String> ofRow(Store store, String vector, long count) {
        String whole = vector + intoArray(store.buffer(), store.offset());
        List<String> first = Tail.store(vector, store.buffer().name(), store.offset(), count);
        Line line = run(store).map(run -> line(store, run)).orElse(null);
        if (line == null) {
            return first;
        }
        Affine last = line.end().plus(-lanes());
        if (line.position().leaves().isEmpty()) {
            return line.position().largest(1) <= last.largest(1) ? List.of(whole) : first;
        }
        if (!mayChoose(store)) {
            return first;
        }
        List<String> lines = new ArrayList<>();
        lines.add("if (" + line.position() + " <= " + last + ") {");
        lines.add("  " + whole);
        lines.addAll(Scope.braced("} else", first));
        return lines;
    }

    /** The line that the loops around a turn make of its elements. */
    private Line line(Store store, Run run) {
        Affine position = Affine.of(store.last(lanes()) - run.from());
        Size length = new Size(run.to() - run.from(), 0);
        Scope scope = store.around();
        Atom.Counter counter = loops.get(scope);
        while (counter != null && store.first().coefficient(counter).equals(Optional.of(length))) {
            position = position.plus(Affine.of(counter).times(length));
            if (kernel.isDivided(counter)) {
                return new Line(
                        position,
                        Affine.of(new Atom.Computed("to", counter.extent())).times(length));
            }
            length = length.times(counter.extent());
            scope = Objects.requireNonNull(scope.parent());
            counter = loops.get(scope);
        }
        return new Line(position, Affine.of(1).times(length));
    }

    /** The elements of a turn in which a store stands, if all that the kernel stores in the array is in order. */
    private Optional<Run> run(Store store) {
        List<Store> turn = stores.stream()
                .filter(other -> other.buffer() == store.buffer())
                .toList();
        boolean isOneVector = store.vectors() == null || store.width() < lanes();
        if (turn.size() > 1 && !isOneVector || kernel.reads(store.buffer())) {
            return Optional.empty();
        }
        List<Run> runs = new ArrayList<>();
        for (Store other : turn) {
            Affine distance = other.first().minus(store.first());
            if (other.scope() != store.scope() || !isFixed(distance)) {
                return Optional.empty();
            }
            long from = distance.largest(1);
            Run run = new Run(from, from + other.width());
            runs.stream()
                    .filter(earlier -> earlier.to() == from)
                    .findFirst()
                    .ifPresentOrElse(
                            earlier -> runs.set(runs.indexOf(earlier), new Run(earlier.from(), run.to())),
                            () -> runs.add(run));
        }
        return runs.stream().filter(run -> run.from() <= 0 && run.to() > 0).findFirst();
    }

    private static boolean isFixed(Affine distance) {
        return Affine.of(distance.largest(1)).equals(distance);
    }
}
