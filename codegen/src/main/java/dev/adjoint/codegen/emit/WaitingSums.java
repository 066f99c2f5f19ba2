package dev.adjoint.codegen.emit;

import dev.adjoint.codegen.index.Affine;
import dev.adjoint.codegen.index.Atom;
import dev.adjoint.codegen.index.Size;
import dev.adjoint.codegen.schedule.Buffer;
import dev.adjoint.codegen.schedule.Group;
import dev.adjoint.codegen.schedule.Schedule;
import java.util.Optional;

/**
 * Where the sums of a panel wait until its tiles are done.
 *
 * @param parts the parts of the sums, if they are summed part by part: then the sums wait where they stand between parts
 * @param own where they wait otherwise
 */
record WaitingSums(Tiling tiling, Optional<SumParts> parts, Optional<Buffer> own) {
    static WaitingSums of(Schedule schedule, Group group, Tiling tiling, Optional<SumParts> parts) {
        Size width = new Size(tiling.width(), 0);
        Size rows = tiling.down().map(Atom.Counter::extent).orElse(Size.ONE);
        return new WaitingSums(
                tiling,
                parts,
                parts.isPresent()
                        ? Optional.empty()
                        : Optional.of(schedule.layout().workingOfEachThread(group, rows.times(width), "sums")));
    }

    /** The array that they are in. */
    String array() {
        return own.map(Buffer::name).orElseGet(() -> parts.orElseThrow().array());
    }

    /** Where the first sum of the row is that the innermost loop has come to. */
    Affine at(Affine panel) {
        return parts.map(summed ->
                        summed.offset(tiling, panel, tiling.contraction().at(), 0, 0))
                .orElseGet(
                        () -> tiling.down().map(Affine::of).orElse(Affine.ZERO).times(tiling.width()));
    }

    /** Where a vector of sums is. */
    Affine offset(Affine panel, long row, long column) {
        return at(panel).plus(row * tiling.width() + column);
    }
}
