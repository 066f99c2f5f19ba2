package dev.adjoint.codegen.emit;

/**
 * Cuts the sums of code that is only timed short. The JIT compiles a method after some hundreds of calls; with a thousand
 * products in each, these would take a second in the interpreter of Java bytecode.
 *
 * <pre>
 * int end2 = Math.min(784, sum_limit);
 * for (int k = 0; k &lt; end2; k++) { ... }
 * </pre>
 *
 * <p>The limit is a number that a method loads, not a branch: a branch that was never taken is compiled away, and taking it
 * then costs all that was won.
 */
public final class TrialLimit {
    /** The field that holds the limit; no identifier of a program has an underscore. */
    public static final String FIELD = "sum_limit";

    /** So few products, if a sum has a single loop: enough for the JIT to see that it is one. */
    public static final int SHORT = 16;

    /** As many as there are. */
    public static final int NONE = 1 << 30;

    private TrialLimit() {}

    /** Declares where a loop ends; gives the name. */
    static String apply(Scope scope, String start, String end, boolean innermost) {
        String limit = innermost ? FIELD : "(" + FIELD + " + " + (SHORT - 1) + ") / " + SHORT;
        String name = scope.variableName("limited");
        scope.line("int " + name + " = Math.min(" + end + ", " + start + " + " + limit + ");");
        return name;
    }
}
