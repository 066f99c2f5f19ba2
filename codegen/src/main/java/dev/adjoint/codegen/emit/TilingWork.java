package dev.adjoint.codegen.emit;

import dev.adjoint.codegen.cost.KernelWork;
import dev.adjoint.codegen.index.Affine;
import java.util.List;

/** What there is to do for a contraction in tiles. */
record TilingWork(Tiling tiling, KernelContext kernel) {
    /** Costs in units of a multiplication and addition of vectors. */
    private static final double COPY_VECTOR = 1;

    private static final double COPY_ELEMENT = 1.5;
    private static final double SCATTER_ELEMENT = 3;
    private static final double TURN_ELEMENT = 1;
    /** The multiplications that run while a sum waits for its last one: of four cycles, two in each. */
    private static final int IN_FLIGHT = 8;
    /** The instructions of a turn of the innermost loop that are no arithmetic and no loads. */
    private static final int LOOP = 3;

    private static final int CACHE_LINE = 64;
    private static final int NEAREST_CACHE = 32 << 10;

    /** An estimate to choose by, in multiplications and additions of vectors. */
    double cost() {
        double length = length();
        double other = tiling.elements(tiling.otherFree());
        double own = tiling.elements(tiling.ownFree());
        double inner = inner();
        double padded = Math.ceil(inner / lanes()) * own / inner;
        double cost = other * length * padded;
        if (copiesOperand()) {
            cost += length * (copiesVectors() ? padded * COPY_VECTOR : own * COPY_ELEMENT);
        }
        return tiling.scattered() ? cost + own * other * scatterElement(TurnedRows.suit(kernel, tiling)) : cost;
    }

    /**
     * The work of the tiles. In each turn of its innermost loop, a tile takes as long as its multiplications, or as all its
     * instructions, or as a sum waits for the one before.
     */
    KernelWork work() {
        double length = length();
        double inner = inner();
        double batch = tiling.elements(tiling.contraction().batch());
        double own = tiling.elements(tiling.ownFree());
        double other = tiling.elements(tiling.otherFree());
        double around = own / inner * other / tiling.tall() * batch;
        double slots = 0;
        double tiles = 0;
        double all = Math.ceil(inner / lanes());
        for (TileRows.Run run : TileRows.cover(tiling.tall(), tiling.rows(), tiling.vectors())) {
            for (double left = all; left > 0; left -= tiling.vectors()) {
                double columns = Math.min(left, tiling.vectors());
                double loads = run.rows() + columns;
                double issued = (run.rows() * columns + loads + LOOP) / 2;
                double busy = Math.max(Math.max(run.rows() * columns, issued), IN_FLIGHT);
                slots += run.count() * busy;
                tiles += run.count();
            }
        }
        double outputs = around * tiling.tall() * all;
        KernelWork work = new KernelWork(around * slots * length, 0, 0, around * tiles, around * tiles * farLines());
        boolean turns = TurnedRows.suit(kernel, tiling);
        if (tiling.scattered()) {
            work = work.plus(KernelWork.scalars(outputs * lanes() * scatterElement(turns)));
        }
        if (!tiling.scattered() || turns) {
            work = work.plus(KernelWorks.outputs(kernel, outputs, outputs * lanes()));
        }
        if (copiesOperand()) {
            double elements = batch * own * length;
            work = work.plus(
                    copiesVectors()
                            ? KernelWork.operations(2 * elements / lanes())
                            : KernelWork.scalars(COPY_ELEMENT * elements));
        }
        if (tiling.packsDown() && !kernel.isInvariant(tiling.other())) {
            // Once for each turn of the loops around: batch axes and other free axes of the operand of the vectors.
            double times = batch * own / inner;
            work = work.plus(KernelWork.scalars(COPY_ELEMENT * times * other * length));
        }
        return work;
    }

    private int lanes() {
        return tiling.target().lanes();
    }

    private double length() {
        return tiling.contraction().length().at(tiling.target().capacity());
    }

    private double inner() {
        return tiling.across().extent().at(tiling.target().capacity());
    }

    private boolean copiesOperand() {
        return tiling.packed() && !kernel.isInvariant(tiling.operand());
    }

    private boolean copiesVectors() {
        return kernel.offsets(tiling.operand(), tiling.operandAt()).stream()
                .allMatch(offset -> tiling.stride(offset) == 1);
    }

    private static double scatterElement(boolean turns) {
        return turns ? TURN_ELEMENT : SCATTER_ELEMENT;
    }

    /** The bytes of the other operand that a tile reads line by line, where they are more than the nearest cache holds. */
    private double farLines() {
        double bytes = CACHE_LINE * length();
        List<Affine> offsets = kernel.offsets(tiling.other(), tiling.otherAt());
        boolean far = !tiling.packsDown()
                && offsets.stream().anyMatch(offset -> tiling.apart(offset) >= CACHE_LINE / Float.BYTES);
        return far && bytes >= NEAREST_CACHE / 2 ? bytes : 0;
    }
}
