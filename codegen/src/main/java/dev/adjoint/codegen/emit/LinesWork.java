package dev.adjoint.codegen.emit;

import dev.adjoint.codegen.index.Affine;
import dev.adjoint.codegen.index.Atom;
import dev.adjoint.codegen.index.Size;
import java.util.List;
import java.util.Optional;

/** What there is to do for a contraction in lines, and how long it takes on a machine as many are. */
record LinesWork(Lines lines, KernelContext kernel) {
    /** The multiplications in whose time C2's loop along a line begins and ends, number by number. */
    static final int ENDS = 80;
    /** How much longer a multiplication takes that is none of a vector. */
    static final int ALONE = 4;

    /** Nanoseconds of a multiplication in a vector. */
    private static final double MULTIPLICATION = 0.02;
    /** Nanoseconds of a number that is copied as one of a run, or alone from or to the side of the one before or far from it. */
    private static final double IN_RUN = 0.1;

    private static final double NEAR = 0.4;
    private static final double FAR = 0.8;
    /** From so many floats on, lines are read from a cache that is farther away each time. */
    private static final int MANY = 1 << 18;

    /** An estimate to choose by; threads each copy the lines that they share. */
    double nanosecondsOfEachThread() {
        int threads = kernel.target().team().threads();
        double whole = multiplications() * MULTIPLICATION + factors() * NEAR + finishes();
        double copies = copied()
                * (lines.run(kernel).isPresent() ? IN_RUN : move(kernel.offsets(lines.operand(), lines.operandAt())));
        if (!kernel.target().isDivided()) {
            return whole + copies;
        }
        List<Share> loops =
                lines.divisible().stream().map(counter -> new Share(counter, 1)).toList();
        Optional<Share> share = Shares.choose(
                kernel.target(), kernel.group(), lines.contraction().at(), loops);
        if (share.isEmpty()) {
            return threads * (whole + copies);
        }
        Atom.Counter counter = share.get().counter();
        boolean shared = lines.sums().contains(counter);
        double balance = kernel.target().team().balance(at(counter));
        return (whole + (shared ? threads : 1) * copies) / balance;
    }

    /** Multiplications in vectors, and in their time what C2 does for each line before and behind them. */
    double multiplications() {
        double length = length();
        return factors() * Math.min(ALONE * length, (length + ENDS) * (isFar() ? 2 : 1));
    }

    /** How often a factor meets a line. */
    double factors() {
        return turns(lines.sums()) * turns(lines.outer()) / partialSums() * sum();
    }

    /** The numbers that are copied to lines. */
    double copied() {
        return length() * turns(lines.outer()) / partialSums() * sum();
    }

    /** The sums. */
    double results() {
        return length() * turns(lines.outer()) * turns(lines.sums());
    }

    private double finishes() {
        return results()
                * (lines.storesRuns(kernel)
                        ? IN_RUN
                        : move(kernel.storeOffsets(lines.contraction().at())));
    }

    private boolean isFar() {
        return length() * sum() > MANY;
    }

    /** How long it takes to move a number to or from some places along a line. */
    private double move(List<Affine> offsets) {
        return offsets.stream().allMatch(offset -> Tiling.stride(offset, lines.inner()) == 1) ? NEAR : FAR;
    }

    private double length() {
        return at(lines.length());
    }

    private double sum() {
        return at(lines.contraction().length());
    }

    private double partialSums() {
        return lines.contraction().isPartial() ? lines.contraction().partialSums() : 1;
    }

    private double turns(List<Atom.Counter> counters) {
        return counters.stream().mapToDouble(this::at).reduce(1, (a, b) -> a * b);
    }

    private long at(Atom.Counter counter) {
        return at(counter.extent());
    }

    private long at(Size size) {
        return size.at(kernel.target().capacity());
    }
}
