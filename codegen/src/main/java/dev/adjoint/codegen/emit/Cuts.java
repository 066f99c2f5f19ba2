package dev.adjoint.codegen.emit;

import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Dot;
import dev.adjoint.codegen.index.Affine;
import dev.adjoint.codegen.index.Atom;
import dev.adjoint.codegen.index.Size;
import dev.adjoint.codegen.schedule.Group;
import dev.adjoint.codegen.schedule.Schedule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The ways in which a contraction can be cut into tiles.
 *
 * @param kernel what the kernel is known by: kernels that read, compute and write alike have the same text
 * @param formula what the kernel computes, for people
 * @param shortened the part of the products that a sum has which is only timed and short
 * @param all the cuts, the one that suits most machines first, each for any of the splits
 * @param splits the loops that threads can divide
 */
public record Cuts(String kernel, String formula, double shortened, List<Cut> all, List<String> splits) {
    private static final int[] ROWS = {1, 2, 3, 4, 6, 8, 10, 12, 16};
    private static final int[] VECTORS = {1, 2, 3, 4, 6, 8};
    /** With fewer sums under way, each multiplication waits for the one before. */
    private static final int FEWEST_SUMS = 4;
    /** Vectors may read so many floats behind an array where the axis across depends on the rows of a run. */
    private static final int MOST_VECTORS_OF_ROWS = 2;

    /** The cuts of a kernel; none if it is no contraction, or not one for vectors. */
    public static Optional<Cuts> of(Schedule schedule, Group group, Target target) {
        Tensor anchor = group.anchor();
        if (!target.hasVectors() || anchor == null || !(anchor.op() instanceof Dot)) {
            return Optional.empty();
        }
        KernelContext kernel = new KernelContext(schedule, group, target);
        return Tiling.standard(kernel)
                .map(standard -> new Cuts(
                        name(kernel),
                        Formulas.of(schedule, group),
                        TrialLimit.part(kernel, standard.contraction()),
                        List.copyOf(all(kernel, standard.cut())),
                        splits(schedule, group, target)));
    }

    private static List<String> splits(Schedule schedule, Group group, Target target) {
        if (target.team().threads() == 1) {
            return List.of();
        }
        KernelContext kernel = new KernelContext(schedule, group, target.divided(Target.Division.BEST));
        return Tiling.standard(kernel)
                .map(tiling -> TileShares.of(tiling, TurnedRows.suit(kernel, tiling)))
                .orElse(List.of())
                .stream()
                .filter(share -> share.counter().extent().at(target.capacity()) > share.step())
                .map(share -> share.counter().name())
                .toList();
    }

    /** The chosen cut of a kernel where there is one, else the standard one. */
    static Optional<Tiling> tiling(KernelContext kernel) {
        Optional<Tiling> standard = Tiling.standard(kernel);
        Choices choices = kernel.target().choices();
        if (standard.isEmpty() || choices.isEmpty()) {
            return standard;
        }
        return choices.cut(name(kernel))
                .filter(cut -> all(kernel, standard.get().cut()).contains(cut.withSplit("")))
                .flatMap(cut -> Tiling.ways(kernel).stream()
                        .filter(way -> way.fromRight() == cut.fromRight())
                        .map(way -> way.with(cut))
                        .findFirst())
                .or(() -> standard);
    }

    private static Set<Cut> all(KernelContext kernel, Cut standard) {
        Set<Cut> cuts = new LinkedHashSet<>(List.of(standard));
        for (Tiling way : Tiling.ways(kernel)) {
            List<Cut> shapes = new ArrayList<>(List.of(way.cut()));
            for (int vectors : VECTORS) {
                for (int rows : ROWS) {
                    if (isPossible(kernel, way, rows, vectors)) {
                        shapes.add(way.cut().withShape(rows, vectors));
                    }
                }
            }
            for (Cut shape : shapes) {
                cuts.add(shape);
                for (boolean packed : new boolean[] {false, true}) {
                    for (boolean factors : new boolean[] {false, true}) {
                        if ((packed || way.canStayInPlace(kernel))
                                && (!factors || way.canCopyFactors() && shape.rows() > 1)) {
                            cuts.add(shape.withCopies(packed, factors));
                        }
                    }
                }
            }
        }
        return cuts;
    }

    private static boolean isPossible(KernelContext kernel, Tiling way, int rows, int vectors) {
        Size across = way.across().extent();
        int capacity = kernel.target().capacity();
        int lanes = kernel.target().lanes();
        long needed = (across.at(capacity) + lanes - 1) / lanes;
        long most = across.isFixed() ? needed : Math.min(needed, MOST_VECTORS_OF_ROWS);
        long tall = way.down().map(counter -> counter.extent().at(capacity)).orElse(1L);
        int sums = rows * vectors;
        return vectors <= most
                && rows <= tall
                && (sums >= FEWEST_SUMS || rows == tall || vectors == needed)
                && sums <= way.mostSums() * 3 / 2
                && way.fitsOneMethod(kernel, rows, vectors);
    }

    /** Where a kernel reads and writes, in the counters of its loops, and how much it computes beside its products. */
    private static String name(KernelContext kernel) {
        Contraction contraction = Contraction.of(kernel, true);
        List<String> parts = new ArrayList<>();
        parts.add(extents(contraction.partial())
                + extents(contraction.batch())
                + extents(contraction.rows())
                + extents(contraction.cols())
                + extents(contraction.contracting()).trim());
        parts.add("left " + text(kernel.offsets(contraction.left(), contraction.leftAt())));
        parts.add("right " + text(kernel.offsets(contraction.right(), contraction.rightAt())));
        parts.add("stores " + text(kernel.storeOffsets(contraction.at())));
        parts.add("all " + text(kernel.offsets(contraction.at())));
        parts.add(kernel.epilogueOperations() + " operations");
        return String.join("; ", parts);
    }

    private static String extents(Axes axes) {
        return axes.counters().stream()
                .map((Atom.Counter counter) -> counter.name() + " < " + counter.extent() + " ")
                .collect(Collectors.joining());
    }

    private static String text(List<Affine> offsets) {
        return offsets.stream().map(Affine::toString).collect(Collectors.joining(", "));
    }
}
