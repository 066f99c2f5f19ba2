package dev.adjoint.codegen.schedule;

import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.ArgMax;
import dev.adjoint.api.op.Dot;
import dev.adjoint.api.op.Fold;
import dev.adjoint.api.op.Max;
import dev.adjoint.api.op.Sum;
import dev.adjoint.codegen.index.Affine;
import dev.adjoint.codegen.index.Atom;
import dev.adjoint.codegen.index.Size;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a loop, or kernels that follow each other, can run on some rows without the others: each kernel has the rows as an
 * axis of its domain, and of what the loop or the kernels compute it reads only the row that it works on.
 */
public final class RowWise {
    private final Schedule schedule;
    private final Set<Buffer> written = new HashSet<>();

    private RowWise(Schedule schedule) {
        this.schedule = schedule;
    }

    /** Whether this holds for a loop. */
    public static boolean isPossible(Schedule schedule, Loop loop) {
        RowWise check = new RowWise(schedule);
        check.writtenBy(loop.prologue());
        check.writtenBy(loop.body());
        return loop.body().stream().allMatch(check::isRowWise);
    }

    /** Whether this holds for kernels that run in this order. */
    public static boolean isPossible(Schedule schedule, List<Group> groups) {
        RowWise check = new RowWise(schedule);
        check.writtenBy(groups);
        return groups.stream().allMatch(check::isRowWise);
    }

    /** Whether a kernel contracts the rows of both operands, so that it can add those of some rows after those of others. */
    public static boolean sumsRows(Group group) {
        Tensor anchor = group.anchor();
        if (group.loop() != null || anchor == null || !(anchor.op() instanceof Dot dot)) {
            return false;
        }
        int left = dot.leftContract().indexOf(rowAxis(anchor.input(0).shape()));
        int right = dot.rightContract().indexOf(rowAxis(anchor.input(1).shape()));
        return left >= 0 && left == right && rowAxes(group.domain()) == 0;
    }

    /** How many partial sums a kernel makes of each sum over rows; 1 for whole sums, and where it makes none. */
    public static int partialSums(Group group) {
        Tensor anchor = group.anchor();
        return anchor != null && anchor.op() instanceof Dot dot ? dot.partialSums() : 1;
    }

    /**
     * The rows of a tensor in a buffer.
     *
     * @param axis which axis of the tensor they are
     */
    public record Rows(Place place, int axis) {}

    /**
     * The buffers of which a kernel that works on some rows touches just these rows, and how they stand there. No two rows
     * of one place have an element in common.
     */
    public static Map<Buffer, Rows> own(Schedule schedule, Group group) {
        Tensor anchor = group.anchor();
        int axis = rowAxis(group.domain());
        if (group.loop() != null || axis < 0 || anchor != null && !keepsRows(anchor)) {
            return Map.of();
        }
        Map<Buffer, Set<Optional<Rows>>> touched = new HashMap<>();
        group.stores().forEach(store -> touch(touched, store.place(), Optional.of(axis)));
        Place result = anchor == null ? null : schedule.layout().place(anchor);
        if (anchor != null && result != null) {
            boolean same = anchor.shape().equals(group.domain());
            touch(touched, result, same ? Optional.of(axis) : Optional.empty());
        }
        for (Element read : schedule.ownership().reads(group)) {
            Place place = schedule.layout().place(read.tensor());
            if (place != null) {
                int rows = rowAxis(read.tensor().shape());
                boolean isOwn = rows >= 0 && isOwn(read.at().get(rows), group);
                touch(touched, place, isOwn ? Optional.of(rows) : Optional.empty());
            }
        }
        Map<Buffer, Rows> rows = new HashMap<>();
        touched.forEach((buffer, ways) -> {
            if (ways.size() == 1) {
                ways.iterator().next().ifPresent(only -> rows.put(buffer, only));
            }
        });
        return rows;
    }

    private static void touch(Map<Buffer, Set<Optional<Rows>>> touched, Place place, Optional<Integer> axis) {
        touched.computeIfAbsent(place.buffer(), key -> new HashSet<>()).add(axis.map(rows -> new Rows(place, rows)));
    }

    private void writtenBy(List<Group> groups) {
        groups.forEach(group -> written.addAll(schedule.writes(group)));
    }

    private boolean isRowWise(Group group) {
        Tensor anchor = group.anchor();
        boolean hasRows = rowAxis(group.domain()) >= 0 && (anchor == null || keepsRows(anchor));
        if (!hasRows && !sumsRows(group)) {
            return false;
        }
        for (Element read : schedule.ownership().reads(group)) {
            Place place = schedule.layout().place(read.tensor());
            if (place != null && written.contains(place.buffer())) {
                int axis = rowAxis(read.tensor().shape());
                if (axis < 0 || !isOwn(read.at().get(axis), group)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether a kernel that works on some row of its domain or of its operands reads that row. */
    private static boolean isOwn(Affine row, Group group) {
        Tensor anchor = group.anchor();
        if (rowAxis(group.domain()) >= 0 && row.equals(counter("i", group.domain()))) {
            return true;
        }
        return anchor != null
                && (anchor.op() instanceof Dot || anchor.op() instanceof Fold)
                && anchor.inputs().stream()
                        .anyMatch(
                                input -> rowAxis(input.shape()) >= 0 && row.equals(counter("operand", input.shape())));
    }

    private static boolean keepsRows(Tensor anchor) {
        if (anchor.op() instanceof Dot dot) {
            return anchor.inputs().stream().allMatch(input -> rowAxes(input.shape()) <= 1)
                    && !dot.leftContract().contains(rowAxis(anchor.input(0).shape()));
        }
        return anchor.op() instanceof Fold
                || anchor.op() instanceof Sum
                || anchor.op() instanceof Max
                || anchor.op() instanceof ArgMax;
    }

    private static Affine counter(String prefix, Shape shape) {
        int axis = rowAxis(shape);
        return Affine.of(new Atom.Counter(prefix + axis, Size.ofAxis(shape.size(axis))));
    }

    private static long rowAxes(Shape shape) {
        return shape.sizes().stream()
                .filter(size -> !Size.ofAxis(size).isFixed())
                .count();
    }

    /** The only axis of the rows, or -1. */
    private static int rowAxis(Shape shape) {
        int axis = shape.sizes().indexOf(Shape.ROWS);
        return rowAxes(shape) == 1 ? axis : -1;
    }
}
