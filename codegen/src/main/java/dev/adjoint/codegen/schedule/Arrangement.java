package dev.adjoint.codegen.schedule;

import dev.adjoint.api.graph.Graph;
import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.ArgMax;
import dev.adjoint.api.op.Cast;
import dev.adjoint.api.op.Dot;
import dev.adjoint.api.op.Expand;
import dev.adjoint.api.op.Max;
import dev.adjoint.api.op.Op;
import dev.adjoint.api.op.Permute;
import dev.adjoint.api.op.Reshape;
import dev.adjoint.api.op.Scan;
import dev.adjoint.api.op.StopGradient;
import dev.adjoint.api.op.Sum;
import dev.adjoint.api.op.Variable;
import dev.adjoint.codegen.index.Affine;
import dev.adjoint.codegen.index.Size;
import dev.adjoint.codegen.index.Views;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The order in which the elements of each tensor stand in memory, where it is ours to choose: rows get room up to whole
 * vectors, so that no vector reaches into the next row, and what is contracted with rows of data stands in panels of a few
 * vectors, together with everything that is combined with it element by element (its gradient, an optimizer's slots). Rows
 * of very few elements that are reduced stand side by side, so that vectors run along the rows. The axes of a contraction's
 * result stand in the order in which its readers see them.
 */
public final class Arrangement {
    /** The most floats that room may add to a tensor that is mostly room. */
    private static final long SMALL = 16_384;

    /** The most elements of rows that stand side by side. */
    public static final int FEW = 4;

    /**
     * What is chosen for a tensor.
     *
     * @param room for how many elements there is room in each row, or in each column
     * @param panel the width of panels, or 0
     * @param inColumns whether the rows stand side by side: the first element of each, then the second of each
     * @param order the axes in the order in which they stand in memory, or none for their own order
     */
    private record Form(int room, int panel, boolean inColumns, List<Integer> order) {
        Form(int room, int panel) {
            this(room, panel, false, List.of());
        }

        Form(int room, boolean inColumns) {
            this(room, 0, inColumns, List.of());
        }

        Form(List<Integer> order) {
            this(0, 0, false, order);
        }
    }

    private final int lanes;
    private final int capacity;
    private final Map<Tensor, List<Tensor>> consumers = new HashMap<>();
    private final Map<Tensor, List<Tensor>> bodyInputs = new HashMap<>();
    private final Map<Tensor, Form> forms = new HashMap<>();

    /**
     * Arranges the tensors of a program.
     *
     * @param lanes how many floats a vector holds; with 0 everything is row-major
     */
    Arrangement(Program program, int lanes, int capacity) {
        this.lanes = lanes;
        this.capacity = capacity;
        if (lanes == 0) {
            return;
        }
        List<Tensor> roots = new ArrayList<>(program.variables());
        program.outputs().forEach(output -> roots.add(output.value()));
        program.assignments().forEach(assignment -> roots.add(assignment.value()));
        List<Tensor> all = new ArrayList<>();
        collect(roots, all);
        all.forEach(this::makeRoom);
        all.stream()
                .filter(tensor -> tensor.op() instanceof Dot && !roots.contains(tensor) && !forms.containsKey(tensor))
                .forEach(tensor ->
                        ReadOrder.of(tensor, this::users).ifPresent(order -> forms.put(tensor, new Form(order))));
        all.stream()
                .filter(tensor -> isAlongRows(tensor.op(), tensor))
                .forEach(tensor -> makeColumns(tensor.input(0), roots));
        for (Tensor tensor : all) {
            if (tensor.op() instanceof Variable && panel(tensor) == 0) {
                makePanels(tensor);
            }
        }
        StackedPanels panels = new StackedPanels(this::users, this::panel);
        all.forEach(tensor -> panels.of(tensor)
                .ifPresent(width -> forms.put(tensor, new Form(tensor.shape().last(), width))));
    }

    /** Everything that is computed, in loops as well. */
    private void collect(Collection<Tensor> roots, List<Tensor> all) {
        Graph.consumers(roots)
                .forEach((tensor, users) -> consumers
                        .computeIfAbsent(tensor, key -> new ArrayList<>())
                        .addAll(users));
        for (Tensor tensor : Graph.topological(roots)) {
            all.add(tensor);
            if (tensor.op() instanceof Scan scan) {
                for (int i = 0; i < tensor.inputs().size(); i++) {
                    bodyInputs
                            .computeIfAbsent(tensor.input(i), key -> new ArrayList<>())
                            .add(scan.body().inputs().get(i));
                }
                collect(scan.body().outputs(), all);
            }
        }
    }

    private int panel(Tensor tensor) {
        Form form = forms.get(tensor);
        return form == null ? 0 : form.panel();
    }

    private void makeRoom(Tensor tensor) {
        Shape shape = tensor.shape();
        if (shape.rank() == 0 || shape.last() <= 1 || shape.last() % lanes == 0 || !isOurs(tensor.op())) {
            return;
        }
        int room = wholeVectors(shape.last());
        long rows = Size.elements(shape).at(capacity) / shape.last();
        if ((room <= 2 * shape.last() || rows * room <= SMALL) && keepsRows(tensor, shape.last(), new HashSet<>())) {
            forms.put(tensor, new Form(room, 0));
        }
    }

    /** Whether an op reduces each row of a matrix. */
    private static boolean isAlongRows(Op op, Tensor tensor) {
        int axis = op instanceof Sum sum ? sum.axis() : op instanceof Max max ? max.axis() : 0;
        return axis == 1 && tensor.shape().rank() == 1;
    }

    /**
     * Puts the rows of data that are reduced side by side, and those of all that is combined with them, where that takes
     * fewer vectors than a vector for each row, and nobody wants them one behind the other.
     */
    private void makeColumns(Tensor reduced, List<Tensor> roots) {
        Shape shape = reduced.shape();
        int few = shape.last();
        int room = wholeVectors(capacity);
        if (shape.size(0) != Shape.ROWS || few < 2 || few > FEW || few * (room / lanes) >= capacity) {
            return;
        }
        Set<Tensor> together = together(reduced);
        boolean free = together.stream()
                .allMatch(tensor -> !roots.contains(tensor)
                        && (isOurs(tensor.op()) && !(tensor.op() instanceof Variable)
                                || Views.isView(tensor)
                                || Storage.isGenerated(tensor.op()))
                        && users(tensor).stream()
                                .allMatch(user -> together.contains(user)
                                        || user.op() instanceof Dot
                                        || user.op() instanceof Sum
                                        || user.op() instanceof Max));
        if (free) {
            arrange(together, new Form(room, true));
        }
    }

    private void arrange(Set<Tensor> together, Form form) {
        together.stream().filter(tensor -> isOurs(tensor.op())).forEach(tensor -> forms.put(tensor, form));
    }

    private int wholeVectors(int elements) {
        return (elements + lanes - 1) / lanes * lanes;
    }

    /** Whether a kernel writes the op's result element by element, or it is a variable. */
    private static boolean isOurs(Op op) {
        return op instanceof Variable
                || Storage.isElementwise(op)
                || op instanceof Dot
                || op instanceof Sum
                || op instanceof Max
                || op instanceof ArgMax;
    }

    /** Whether nobody sees the rows of a tensor as one behind the other. */
    private boolean keepsRows(Tensor tensor, int last, Set<Tensor> seen) {
        if (!seen.add(tensor)) {
            return true;
        }
        for (Tensor user : consumers.getOrDefault(tensor, List.of())) {
            Op op = user.op();
            boolean same = !(op instanceof Reshape)
                    || user.shape().rank() > 0 && user.shape().last() == last;
            boolean followed = Storage.isElementwise(op) || Views.isViewOp(op);
            if (!same || op instanceof Permute || followed && !keepsRows(user, last, seen)) {
                return false;
            }
        }
        return bodyInputs.getOrDefault(tensor, List.of()).stream()
                .allMatch(inner -> inner.shape().rank() > 0 && keepsRows(inner, last, seen));
    }

    /** Puts a variable that is contracted with rows of data into panels, and what is combined with it. */
    private void makePanels(Tensor variable) {
        Shape shape = variable.shape();
        if (shape.rank() < 2 || shape.last() <= 1) {
            return;
        }
        Set<Tensor> together = together(variable);
        int tall = 0;
        for (Tensor tensor : together) {
            for (Tensor user : users(tensor)) {
                if (user.op() instanceof Dot dot) {
                    tall = Math.max(tall, tall(dot, user, tensor));
                } else if (!together.contains(user) && !isReadInRows(user, shape)) {
                    return;
                }
            }
        }
        if (tall >= lanes && isNarrow(shape) && together.stream().anyMatch(tensor -> tensor.op() instanceof Dot)) {
            // What is trained is updated, and read against its rows, more often than along them.
            int room = wholeVectors(shape.size(0));
            arrange(together, new Form(room, true));
        } else if (tall > 0) {
            int width = PanelWidth.inMemory(shape.last(), tall, lanes) * lanes;
            int room = (shape.last() + width - 1) / width * width;
            arrange(together, new Form(room, width));
        }
    }

    /** Whether a matrix has few columns, which fill vectors. */
    private boolean isNarrow(Shape shape) {
        return shape.rank() == 2 && shape.last() <= FEW && shape.size(0) >= lanes;
    }

    /** The tensors of the same shape that an element of the variable meets. */
    private Set<Tensor> together(Tensor variable) {
        Set<Tensor> together = new LinkedHashSet<>();
        Deque<Tensor> open = new ArrayDeque<>(List.of(variable));
        while (!open.isEmpty()) {
            Tensor tensor = open.pop();
            if (tensor.shape().equals(variable.shape()) && together.add(tensor)) {
                if (isPointwise(tensor.op())) {
                    open.addAll(tensor.inputs());
                }
                consumers.getOrDefault(tensor, List.of()).stream()
                        .filter(user -> isPointwise(user.op()))
                        .forEach(open::add);
            }
        }
        return together;
    }

    private static boolean isPointwise(Op op) {
        return Storage.isElementwise(op) || op instanceof StopGradient || op instanceof Cast;
    }

    /** Who reads a tensor, inside loops as well. */
    private List<Tensor> users(Tensor tensor) {
        return Stream.concat(
                        consumers.getOrDefault(tensor, List.of()).stream().filter(user -> !(user.op() instanceof Scan)),
                        bodyInputs.getOrDefault(tensor, List.of()).stream()
                                .flatMap(inner -> inner.shape().equals(tensor.shape())
                                        ? users(inner).stream()
                                        : Stream.of(inner)))
                .toList();
    }

    /** The rows of data that a dot contracts with a tensor whose last axis alone is free; 0 where it does not. */
    private int tall(Dot dot, Tensor result, Tensor tensor) {
        int rank = tensor.shape().rank();
        if (result.input(1) != tensor
                        && !bodyInputs.getOrDefault(tensor, List.of()).contains(result.input(1))
                || !dot.rightFree(rank).equals(List.of(rank - 1))) {
            return 0;
        }
        Shape left = result.input(0).shape();
        long rows = Size.product(
                        dot.leftFree(left.rank()).stream().map(left::size).toList())
                .at(capacity);
        return (int) Math.min(rows, Integer.MAX_VALUE);
    }

    /** Whether an op reads whole rows of panels well enough. */
    private static boolean isReadInRows(Tensor user, Shape shape) {
        Op op = user.op();
        return op instanceof Expand
                || op instanceof Sum sum && sum.axis() < shape.rank() - 1
                || op instanceof Max max && max.axis() < shape.rank() - 1;
    }

    int lanes() {
        return lanes;
    }

    int capacity() {
        return capacity;
    }

    /** Whether a tensor stands in several panels, one behind the other. */
    boolean standsInPanels(Tensor tensor) {
        Form form = forms.get(tensor);
        return form != null && form.panel() > 0 && form.panel() < form.room();
    }

    /** The number of elements to reserve. */
    Size size(Tensor tensor) {
        Form form = forms.get(tensor);
        Shape shape = tensor.shape();
        if (form == null || !form.order().isEmpty()) {
            return Size.elements(shape);
        }
        List<Integer> sizes = new ArrayList<>(shape.sizes());
        sizes.set(form.inColumns() ? 0 : shape.rank() - 1, form.room());
        return Size.product(sizes);
    }

    /** Where the elements of a tensor stand in a buffer of its own. */
    Place place(Buffer buffer, Tensor tensor) {
        Form form = forms.get(tensor);
        Shape shape = tensor.shape();
        if (form == null) {
            return Place.rowMajor(buffer, Affine.ZERO, shape);
        }
        if (!form.order().isEmpty()) {
            return Place.inOrder(buffer, shape, form.order());
        }
        if (form.inColumns()) {
            return Place.columns(buffer, form.room());
        }
        return form.panel() > 0 && form.panel() < form.room()
                ? Place.panels(buffer, shape, form.panel(), form.room())
                : Place.rowMajor(buffer, Affine.ZERO, shape, form.room());
    }
}
