package dev.adjoint.codegen.schedule;

import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tensors that one kernel computes in one pass over a common domain: an anchor, which needs a loop of its own for each
 * element (a reduction, a contraction), if there is one, and elementwise functions of it and of tensors stored before.
 */
public final class Group {
    /** A value that the kernel writes to memory, element by element of the domain. */
    public record Store(Tensor value, Place place) {}

    private final @Nullable Tensor anchor;
    private final Shape domain;
    private final List<Store> stores = new ArrayList<>();
    private final List<Place> results = new ArrayList<>();
    private final List<Buffer> working = new ArrayList<>();
    private @Nullable Loop loop;
    private boolean finishedLater;

    Group(@Nullable Tensor anchor, Shape domain) {
        this.anchor = anchor;
        this.domain = domain;
    }

    /** The tensor whose op gives the kernel its form; null for a purely elementwise kernel. */
    public @Nullable Tensor anchor() {
        return anchor;
    }

    /** The op that gives the kernel its form, {@code elementwise} where none does. */
    public String form() {
        return anchor == null ? "elementwise" : anchor.op().label();
    }

    /** The shape that the kernel runs over. */
    public Shape domain() {
        return domain;
    }

    public List<Store> stores() {
        return stores;
    }

    /** What a scan runs, if the anchor is one. */
    public @Nullable Loop loop() {
        return loop;
    }

    void setLoop(Loop loop) {
        this.loop = loop;
    }

    /** Whether too much follows a contraction to be done tile by tile: it is done when the tiles of a panel are. */
    public boolean isFinishedLater() {
        return finishedLater;
    }

    void finishLater() {
        finishedLater = true;
    }

    /** Where the results of an anchor that has several stand, in order. */
    public List<Place> results() {
        return results;
    }

    void setResults(List<Place> places) {
        results.addAll(places);
    }

    /** Memory that the kernel needs while it runs. */
    public List<Buffer> working() {
        return working;
    }

    /** The kernel, and those of its loop, of loops in it as well. */
    List<Group> withSteps() {
        List<Group> all = new ArrayList<>(List.of(this));
        if (loop != null) {
            loop.prologue().forEach(inner -> all.addAll(inner.withSteps()));
            loop.body().forEach(inner -> all.addAll(inner.withSteps()));
        }
        return all;
    }
}
