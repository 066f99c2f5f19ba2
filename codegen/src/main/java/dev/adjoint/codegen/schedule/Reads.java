package dev.adjoint.codegen.schedule;

import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Gather;
import dev.adjoint.api.op.Iota;
import dev.adjoint.api.op.Random;
import dev.adjoint.api.op.StopGradient;
import dev.adjoint.codegen.index.Affine;
import dev.adjoint.codegen.index.Atom;
import dev.adjoint.codegen.index.Size;
import dev.adjoint.codegen.index.Views;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What a kernel loads from memory: which tensors, and where; and the numbers that it makes from a position. */
public final class Reads {
    private final Layout layout;
    private final Predicate<Tensor> inMemory;
    private final Set<Element> visited = new HashSet<>();
    private final List<Element> reads = new ArrayList<>();
    private final List<Affine> numbers = new ArrayList<>();
    private boolean anew;

    /**
     * @param inMemory which tensors are loaded rather than computed on the way
     */
    public Reads(Layout layout, Predicate<Tensor> inMemory) {
        this.layout = layout;
        this.inMemory = inMemory;
    }

    /** Follows one element down to what is loaded for it. */
    public Reads visit(Tensor tensor, List<Affine> at) {
        if (!visited.add(new Element(tensor, at))) {
            return this;
        }
        Layout.Source source = layout.source(tensor);
        if (source != null) {
            return visit(source.outer(), source.position(at));
        }
        if (inMemory.test(tensor) || Storage.isLeaf(tensor.op()) && !Storage.isGenerated(tensor.op())) {
            reads.add(new Element(tensor, at));
        } else if (Views.isView(tensor)) {
            anew |= tensor.op() instanceof StopGradient;
            visit(tensor.input(0), Views.inputPosition(tensor, at));
        } else if (tensor.op() instanceof Gather gather) {
            gather(tensor, gather, at);
        } else if (tensor.op() instanceof Random) {
            numbers.add(Views.linear(tensor.shape(), at));
        } else if (tensor.op() instanceof Iota) {
            numbers.add(at.get(0));
        } else {
            for (Tensor input : tensor.inputs()) {
                visit(input, at);
            }
        }
        return this;
    }

    private void gather(Tensor tensor, Gather gather, List<Affine> at) {
        int rank = tensor.input(1).shape().rank();
        List<Affine> position = new ArrayList<>(at);
        List<Affine> index = position.subList(gather.axis(), gather.axis() + rank);
        visit(tensor.input(1), List.copyOf(index));
        index.clear();
        Size size = Size.ofAxis(tensor.input(0).shape().size(gather.axis()));
        // The name only has to differ for different positions.
        position.add(gather.axis(), Affine.of(new Atom.Computed(tensor.input(1) + " at " + at, size)));
        visit(tensor.input(0), position);
    }

    public List<Element> all() {
        return reads;
    }

    /** The positions that are numbers themselves: an index, or what a random number is drawn by. */
    public List<Affine> numbers() {
        return numbers;
    }

    /** Whether something is computed again that another kernel has computed before, to be kept apart from it. */
    boolean isAnew() {
        return anew;
    }

    /** One counter for each axis. */
    public static List<Affine> counters(Shape shape, String prefix) {
        List<Affine> at = new ArrayList<>();
        for (int axis = 0; axis < shape.rank(); axis++) {
            at.add(Affine.of(new Atom.Counter(prefix + axis, Size.ofAxis(shape.size(axis)))));
        }
        return at;
    }
}
