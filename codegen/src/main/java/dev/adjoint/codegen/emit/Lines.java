package dev.adjoint.codegen.emit;

import dev.adjoint.api.graph.Tensor;
import dev.adjoint.codegen.index.Affine;
import dev.adjoint.codegen.index.Atom;
import dev.adjoint.codegen.index.Size;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A contraction without vectors, cut into lines: one operand gives them, each as long as its innermost free axes are together,
 * and each factor of the other operand meets a whole line.
 *
 * @param fromRight whether lines are of the right operand
 * @param along the loops along a line, the outermost first
 */
record Lines(Contraction contraction, boolean fromRight, List<Atom.Counter> along) {
    /** The longest line of several loops: with all that is added to it, it stays in the nearest cache. */
    private static final int LONGEST = 1024;

    /** The best way to cut a contraction; none where lines are too few or too short. */
    static Optional<Lines> of(KernelContext kernel, Contraction contraction) {
        return ways(contraction, kernel.target().capacity()).stream()
                .min(Comparator.comparingDouble(way -> new LinesWork(way, kernel).nanosecondsOfEachThread()));
    }

    private static List<Lines> ways(Contraction contraction, int capacity) {
        List<Lines> ways = new ArrayList<>();
        if (contraction.columns().isEmpty() || contraction.isShort()) {
            return ways;
        }
        for (boolean fromRight : List.of(true, false)) {
            List<Atom.Counter> own = new Lines(contraction, fromRight, List.of()).ownFree();
            double length = 1;
            for (int loops = 1; loops <= own.size(); loops++) {
                length *= own.get(own.size() - loops).extent().at(capacity);
                if (loops == 1 || length <= LONGEST) {
                    ways.add(new Lines(contraction, fromRight, own.subList(own.size() - loops, own.size())));
                }
            }
        }
        return ways;
    }

    private List<Atom.Counter> ownFree() {
        return (fromRight ? contraction.cols() : contraction.rows()).counters();
    }

    /** The loops around the lines: once for each turn, the lines are copied. */
    List<Atom.Counter> outer() {
        List<Atom.Counter> outer = new ArrayList<>(contraction.partial().counters());
        outer.addAll(contraction.batch().counters());
        outer.addAll(ownFree());
        outer.removeAll(along);
        return outer;
    }

    /** The loops over the sums that are made of the same lines. */
    List<Atom.Counter> sums() {
        return (fromRight ? contraction.rows() : contraction.cols()).counters();
    }

    /** The loops that threads may divide. */
    List<Atom.Counter> divisible() {
        List<Atom.Counter> divisible = outer();
        divisible.addAll(sums());
        return divisible;
    }

    /** The numbers in a line. */
    Size length() {
        return along.stream().map(Atom.Counter::extent).reduce(Size.ONE, Size::times);
    }

    /** The place in a line. */
    Affine place() {
        return Axes.turn(Affine.ZERO, along);
    }

    /** The innermost loop along a line. */
    Atom.Counter inner() {
        return along.get(along.size() - 1);
    }

    /** The loops along a line around that. */
    List<Atom.Counter> aroundInner() {
        return along.subList(0, along.size() - 1);
    }

    /** Where the turns of the innermost loop stand in an array of a line. */
    Run inner(String line) {
        return new Run(line, place().substitute(inner(), Affine.ZERO));
    }

    /** Whether the sums are stored as they are, side by side. */
    boolean storesRuns(KernelContext kernel) {
        return kernel.group().stores().stream()
                .allMatch(store -> store.value() == contraction.result()
                        && Run.of(kernel, store.place(), contraction.at(), inner())
                                .isPresent());
    }

    /** The elements of the operand that an innermost loop copies, if they are side by side in memory. */
    Optional<Run> run(KernelContext kernel) {
        return Run.of(kernel, operand(), operandAt(), inner());
    }

    /** The operand that gives the lines. */
    Tensor operand() {
        return fromRight ? contraction.right() : contraction.left();
    }

    List<Affine> operandAt() {
        return fromRight ? contraction.rightAt() : contraction.leftAt();
    }

    /** The operand that gives the factors. */
    Tensor other() {
        return fromRight ? contraction.left() : contraction.right();
    }

    List<Affine> otherAt() {
        return fromRight ? contraction.leftAt() : contraction.rightAt();
    }
}
