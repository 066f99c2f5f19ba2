package dev.adjoint.codegen.emit;

import dev.adjoint.codegen.index.Atom;
import java.util.ArrayList;
import java.util.List;

/** The loops around tiles that threads can divide. */
final class TileShares {
    private TileShares() {}

    /**
     * The best to divide first, or the only one that the cut names. Each thread reads its part of the operand along which it
     * is divided, and all of the other one; of partial sums, its part of both. What is packed in an outer loop, threads that
     * divide an inner one all pack.
     *
     * @param turns whether what is finished waits for the tiles of whole squares
     */
    static List<Share> of(Tiling tiling, boolean turns) {
        List<Share> all = all(tiling, turns);
        List<Share> named = all.stream()
                .filter(share -> share.counter().name().equals(tiling.cut().split()))
                .toList();
        return named.isEmpty() || tiling.target().division() != Target.Division.BEST ? all : named;
    }

    private static List<Share> all(Tiling tiling, boolean turns) {
        List<Share> own = new ArrayList<>();
        tiling.outermost().forEach(counter -> own.add(new Share(counter, 1)));
        boolean packs = tiling.packed() || tiling.packsDown();
        boolean ownFirst = tiling.operandIsLarger() || packs && !own.isEmpty();
        int batch = tiling.contraction().batch().counters().size();
        own.add(new Share(tiling.across(), tiling.width()));
        List<Share> loops = new ArrayList<>();
        tiling.contraction().partial().counters().forEach(counter -> loops.add(new Share(counter, 1)));
        loops.addAll(own.subList(0, batch));
        List<Share> others = new ArrayList<>();
        tiling.middle().forEach(counter -> others.add(new Share(counter, 1)));
        tiling.down().ifPresent(counter -> others.add(down(tiling, counter, turns)));
        others.addAll(ownFirst ? 0 : others.size(), own.subList(batch, own.size()));
        loops.addAll(others);
        return loops;
    }

    private static Share down(Tiling tiling, Atom.Counter counter, boolean turns) {
        if (turns) {
            return new Share(counter, TurnedRows.step(tiling));
        }
        return counter.extent().isFixed() ? new Share(counter, tiling.rows()) : Share.loose(counter, tiling.rows());
    }
}
