package dev.adjoint.codegen.emit;

import dev.adjoint.codegen.index.Affine;
import dev.adjoint.codegen.index.Atom;
import dev.adjoint.codegen.index.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The body of loops in which several neighbouring results are computed, each of them a vector where the machine has vectors.
 *
 * @param positions where each of them is
 */
record SideBySide(Scope scope, List<List<Affine>> positions) {
    /** Results of more work do not gain by neighbours, and C2 of JDK 17 makes objects of some of their vectors. */
    private static final int MOST_WORDS = 300;

    static boolean isShort(Method method) {
        return Words.count(method.body()) <= MOST_WORDS;
    }

    /**
     * Opens the loops, if the innermost has whole turns of so many results and threads divide another one. Single numbers have
     * to be all in one turn.
     */
    static Optional<SideBySide> open(KernelContext kernel, Axes axes, int together) {
        Atom.Counter last = axes.innermost().orElse(null);
        boolean vectors = kernel.target().hasVectors();
        int width = Math.max(1, kernel.target().lanes());
        long step = (long) width * together;
        if (last == null || !last.extent().isFixed()) {
            return Optional.empty();
        }
        long extent = last.extent().factor();
        if (vectors ? extent % step != 0 : extent != step) {
            return Optional.empty();
        }
        kernel.divide(axes, true);
        if (kernel.isDivided(last)) {
            return Optional.empty();
        }
        Scope scope = kernel.loops(
                kernel.root(), axes.counters().subList(0, axes.counters().size() - 1));
        Affine first = Affine.ZERO;
        if (vectors && extent > step) {
            scope = Blocks.vectorLoop(scope, last, (int) step);
            kernel.enterVector(last, scope);
            first = Affine.of(last);
        } else if (vectors) {
            // A loop of one turn would keep C2 from taking the checks of bounds out of the loop around it.
            Atom.Counter lane = new Atom.Counter("lane", new Size(width, 0));
            kernel.enterLanes(lane, width);
            first = Affine.of(lane);
        }
        List<List<Affine>> positions = new ArrayList<>();
        for (int number = 0; number < together; number++) {
            Affine position = first.plus((long) number * width);
            positions.add(
                    axes.at().stream().map(at -> at.substitute(last, position)).toList());
        }
        return Optional.of(new SideBySide(scope, positions));
    }
}
