package dev.adjoint.codegen.emit;

import dev.adjoint.codegen.cost.Ceilings;
import dev.adjoint.codegen.cost.KernelWork;
import dev.adjoint.codegen.index.Affine;
import dev.adjoint.codegen.index.Atom;
import dev.adjoint.codegen.index.Size;
import java.util.List;
import java.util.Optional;

/** What there is to do for a contraction in lines. */
record LinesWork(Lines lines, KernelContext kernel) {
    /** The multiplications in vectors in whose time the loop along a line begins and ends, number by number. */
    private static final int ENDS = 80;
    /** The same for each number of a line that is so short that there is no vector. */
    private static final int ALONE = 4;
    /** The factors that meet a line in one turn of the loop around. */
    private static final int FACTORS = 8;

    /** The operations on numbers for one that is copied as one of a run. */
    private static final double IN_RUN = 1.5;
    /** The same for one that is copied alone, from or to the side of the one before. */
    private static final double NEAR = 5;
    /** The same for one that is far from the one before. */
    private static final double FAR = 10;
    /** Lines of fewer floats come from caches as fast as they are multiplied. */
    private static final int FEW = 1 << 16;
    /** From so many on, they stay in none that a core has for itself. */
    private static final int MANY = 1 << 18;

    /** An estimate to choose by. */
    double nanosecondsOfEachThread() {
        Ceilings typical = Ceilings.typical(0);
        double copies = copies().nanoseconds(typical);
        double sums = sums().nanoseconds(typical);
        if (!kernel.target().isDivided()) {
            return copies + sums;
        }
        Team team = kernel.target().team();
        Optional<Share> share = Shares.choose(
                kernel.target(),
                kernel.group(),
                lines.contraction().at(),
                lines.divisible().stream().map(counter -> new Share(counter, 1)).toList());
        if (share.isEmpty()) {
            return team.threads() * (copies + sums);
        }
        Atom.Counter counter = share.get().counter();
        // Threads that share sums of the same lines each copy these.
        int times = lines.sums().contains(counter) ? team.threads() : 1;
        return (times * copies + sums) / team.balance(at(counter.extent()));
    }

    KernelWork work() {
        return copies().plus(sums());
    }

    private KernelWork copies() {
        double copied = length() * lengthOfSum() * turns(lines.outer()) / partialSums();
        return KernelWork.scalars(copied
                * (lines.run(kernel).isPresent() ? IN_RUN : move(kernel.offsets(lines.operand(), lines.operandAt()))));
    }

    private KernelWork sums() {
        double length = length();
        double sums = turns(lines.outer()) * turns(lines.sums());
        double factors = sums / partialSums() * lengthOfSum();
        KernelWork work = new KernelWork(
                factors * Math.min(ALONE * length, length + ENDS),
                0,
                factors * NEAR,
                factors / FACTORS,
                factors / LineContraction.TOGETHER * length * Float.BYTES * distance());
        if (lines.storesRuns(kernel)) {
            return work.plus(KernelWork.scalars(sums * length * IN_RUN));
        }
        KernelWork outputs = KernelWorks.outputs(kernel, sums * length, sums * length);
        double stored = move(kernel.storeOffsets(lines.contraction().at()));
        return work.plus(KernelWork.scalars(sums * length * stored + outputs.operations() + outputs.scalars()));
    }

    private double move(List<Affine> offsets) {
        return offsets.stream().allMatch(offset -> Tiling.stride(offset, lines.inner()) == 1) ? NEAR : FAR;
    }

    /** How far away lines are when they are read again, compared with the second level of memory. */
    private double distance() {
        double floats = length() * lengthOfSum();
        return floats < FEW ? 0 : floats < MANY ? 1 : 2;
    }

    private double length() {
        return at(lines.length());
    }

    /** The products of a sum, partial ones taken together. */
    private double lengthOfSum() {
        return at(lines.contraction().length());
    }

    private double partialSums() {
        return lines.contraction().isPartial() ? lines.contraction().partialSums() : 1;
    }

    private double turns(List<Atom.Counter> counters) {
        return KernelWorks.extent(kernel, counters);
    }

    private long at(Size size) {
        return size.at(kernel.target().capacity());
    }
}
