package dev.adjoint.codegen.emit;

import dev.adjoint.codegen.index.Affine;
import dev.adjoint.codegen.index.Atom;
import dev.adjoint.codegen.index.Size;
import java.util.List;

/**
 * A loop that threads divide: each runs the turns from {@code from} to {@code to}, which the method takes as parameters.
 *
 * @param step the turns that stay together
 * @param strict whether they have to, or only had better
 * @param at the position in the kernel's domain, of which the counter is a part; empty where there is none
 */
record Share(Atom.Counter counter, int step, boolean strict, List<Affine> at) {
    Share(Atom.Counter counter, int step) {
        this(counter, step, true, List.of());
    }

    /** A loop whose turns had better stay together, so many of them. */
    static Share loose(Atom.Counter counter, int step) {
        return new Share(counter, step, false, List.of());
    }

    /** The same loop at a position in the kernel's domain. */
    Share with(List<Affine> position) {
        return new Share(counter, step, strict, List.copyOf(position));
    }

    /** The same loop in which more turns stay together. */
    Share withStep(int turns) {
        return new Share(counter, turns, strict, at);
    }

    /** The arguments for the part of a thread of all turns. */
    String arguments() {
        return start("thread") + ", " + start("thread + 1");
    }

    private String start(String part) {
        return "Parts.start(" + counter.extent() + ", " + step + ", " + part + ", threads)";
    }

    /** The arguments for the turns that belong to the rows from {@code fromRow} to {@code toRow}. */
    String argumentsOfRows() {
        long turns = counter.extent().factor();
        return turns == 1 ? "fromRow, toRow" : "fromRow * " + turns + ", toRow * " + turns;
    }

    /** The rows that stay together, so that their turns do. */
    long rowStep() {
        return step / Size.gcd(step, counter.extent().factor());
    }

    /** Whether a part may begin with the turns of any row. */
    boolean beginsWithAnyRow() {
        return !strict || rowStep() == 1;
    }

    /** The fewest rows that are a multiple of a number of rows, and whose turns stay together here. */
    long rowStepWith(long rows) {
        return rows / Size.gcd(rows, rowStep()) * rowStep();
    }

    @Override
    public String toString() {
        return step == 1 ? counter.name() : counter.name() + " by " + step;
    }
}
