package dev.adjoint.codegen.emit;

import dev.adjoint.codegen.index.Affine;
import dev.adjoint.codegen.index.Atom;
import dev.adjoint.codegen.index.Size;
import dev.adjoint.codegen.schedule.Group;
import java.util.List;
import java.util.Optional;

/** Which of a kernel's loops the threads divide. */
final class Shares {
    /** Parts that are as equal as this are as good as equal ones. */
    private static final double EQUAL = 0.95;

    private Shares() {}

    /**
     * The best loop to divide, if the kernel is to be divided and has one.
     *
     * @param at the position in the kernel's domain
     * @param loops the loops that may be divided, the outermost first
     */
    static Optional<Share> choose(Target target, Group group, List<Affine> at, List<Share> loops) {
        Optional<Share> chosen = switch (target.division()) {
            case NONE, SUMMED_ROWS -> Optional.empty();
            case ROWS ->
                loops.stream()
                        .filter(share -> isAlongRows(group, at, share.counter()))
                        .findFirst();
            case BEST -> mostEqual(target, loops);
        };
        return chosen.map(share -> share.with(at));
    }

    private static Optional<Share> mostEqual(Target target, List<Share> loops) {
        Share best = null;
        double bestBalance = 0;
        for (Share share : loops) {
            long turns = (share.counter().extent().at(target.capacity()) + share.step() - 1) / share.step();
            double balance = target.team().balance(turns);
            if (turns > 1 && balance > bestBalance && bestBalance < EQUAL) {
                best = share;
                bestBalance = balance;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Whether a run of turns of a loop, as many for each row, works on a row of the domain. */
    static boolean isAlongRows(Group group, List<Affine> at, Atom.Counter counter) {
        Size perRow = new Size(counter.extent().factor(), 0);
        for (int axis = 0; axis < group.domain().rank(); axis++) {
            Size size = Size.ofAxis(group.domain().size(axis));
            if (!size.isFixed()) {
                return counter.extent().power() == 1
                        && size.equals(new Size(1, 1))
                        && at.get(axis).isQuotient(Affine.of(counter), perRow);
            }
        }
        return false;
    }
}
