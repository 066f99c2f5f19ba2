package dev.adjoint.codegen.schedule;

import dev.adjoint.codegen.index.Affine;
import dev.adjoint.codegen.index.Size;

/**
 * How far apart neighbours along an axis are.
 *
 * @param step between two elements, in the same block where there are blocks
 * @param block how many elements a block holds; 0 where the axis has no blocks
 * @param blockStep between two blocks
 */
record Stride(Size step, int block, Size blockStep) {
    static Stride of(Size step) {
        return new Stride(step, 0, Size.ONE);
    }

    Affine offset(Affine position) {
        if (block == 0) {
            return position.times(step);
        }
        Size width = new Size(block, 0);
        return position.quotient(width)
                .times(blockStep)
                .plus(position.remainder(width).times(step));
    }

    /** The offset of one position for a number of rows. */
    long offset(long position, long rows) {
        return block == 0
                ? position * step.at(rows)
                : position / block * blockStep.at(rows) + position % block * step.at(rows);
    }
}
