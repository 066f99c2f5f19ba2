package dev.adjoint.codegen.emit;

import dev.adjoint.codegen.index.Atom;
import java.util.List;

/**
 * Cuts the sums of code that is only timed short. The JIT compiles a method after some hundreds of calls; with a thousand
 * products in each, these would take a second in the interpreter of Java bytecode. Only the outermost loop of a sum ends
 * sooner: where an inner loop might have no turn, C2 makes an object of each partial sum.
 *
 * <pre>
 * int limited = Math.min(784, sum_limit);
 * for (int k = 0; k &lt; limited; k++) { ... }
 * </pre>
 *
 * <p>The limit is a number that a method loads, not a branch: a branch that was never taken is compiled away, and taking it
 * then costs all that was won. For the same reason a loop has two turns at least.
 */
public final class TrialLimit {
    /** The field that holds the limit; no identifier of a program has an underscore. */
    public static final String FIELD = "sum_limit";

    /** So few products, if a sum has a single loop: enough for the JIT to see that it is one. */
    public static final int SHORT = 16;

    /** As many as there are. */
    public static final int NONE = 1 << 30;

    private static final int FEWEST_TURNS = 2;

    private TrialLimit() {}

    /**
     * Declares where the outermost loop of a sum ends; gives the name.
     *
     * @param inner how many products each of its turns has
     */
    static String apply(Scope scope, String start, String end, double inner) {
        int turns = turns(inner);
        String limit = turns == SHORT ? FIELD : FIELD + " / " + SHORT / turns;
        String name = scope.variableName("limited");
        String last = start.equals("0") ? limit : start + " + " + limit;
        scope.line("int " + name + " = Math.min(" + end + ", " + last + ");");
        return name;
    }

    /** The part of its products that a sum of a kernel's contraction has when it is short. */
    static double part(KernelContext kernel, Contraction contraction) {
        List<Atom.Counter> loops = contraction.contracting().counters();
        if (loops.isEmpty()) {
            return 1;
        }
        double sums = KernelWorks.extent(kernel, contraction.partial().counters());
        double all = KernelWorks.extent(kernel, loops.subList(0, 1)) / sums;
        return Math.min(1, turns(KernelWorks.extent(kernel, loops.subList(1, loops.size()))) / all);
    }

    private static int turns(double inner) {
        int turns = SHORT;
        while (turns > FEWEST_TURNS && turns / 2 * inner >= SHORT) {
            turns /= 2;
        }
        return turns;
    }
}
