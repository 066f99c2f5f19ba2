package dev.adjoint.samples.benchmarks;

import dev.adjoint.api.AdjointException;
import dev.adjoint.api.ConfigurationException;
import dev.adjoint.codegen.JaninoBackend;
import dev.adjoint.runtime.interpreter.InterpreterBackend;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/**
 * Times a generated training step against one that was written by hand for the same network, on one thread, after both
 * were found to train alike.
 *
 * <pre>{@code
 * java --add-modules jdk.incubator.vector -jar benchmarks.jar [--workload W3] [--plain]
 * }</pre>
 */
public final class Main {
    private static final String VECTOR_MODULE = "jdk.incubator.vector";
    private static final long SEED = 1;
    private static final Rounds VECTOR_ROUNDS = new Rounds(6_000, 15, 300);
    private static final Rounds PLAIN_ROUNDS = new Rounds(3_000, 15, 100);

    private Main() {}

    /** Measures what the arguments say; exits with 1 where the steps differ, with 2 where the arguments are wrong. */
    public static void main(String... arguments) {
        int status = run(System.out, System.err, arguments);
        if (status != 0) {
            System.exit(status);
        }
    }

    static int run(PrintStream out, PrintStream err, String... arguments) {
        try {
            boolean vectors = ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent();
            Workload workload = Workload.W3;
            for (int i = 0; i < arguments.length; i++) {
                switch (arguments[i]) {
                    case "--plain" -> vectors = false;
                    case "--workload" -> {
                        i++;
                        workload = Workload.named(i < arguments.length ? arguments[i] : "");
                    }
                    default ->
                        throw new ConfigurationException(
                                "there is no option '" + arguments[i] + "'; expected --workload NAME or --plain");
                }
            }
            measure(workload, vectors, out);
            return 0;
        } catch (AdjointException e) {
            err.println(e.getMessage());
            return 2;
        } catch (IllegalStateException e) {
            err.println(e.getMessage());
            return 1;
        }
    }

    private static void measure(Workload workload, boolean vectors, PrintStream out) {
        Problem problem = Problem.random(workload.sizes(), SEED);
        Contestant generated =
                Contestant.start("adjoint", () -> new GeneratedStep(problem, new JaninoBackend(), vectors));
        Contestant handWritten = Contestant.start("hand-written", () -> handWritten(problem, vectors));
        Contestant interpreted =
                Contestant.start("interpreter", () -> new GeneratedStep(problem, new InterpreterBackend(), false));
        List<Contestant> all = List.of(interpreted, generated, handWritten);
        float early = Agreement.afterSteps(5, all);
        float late = Agreement.afterSteps(50, all);

        Rounds rounds = vectors ? VECTOR_ROUNDS : PLAIN_ROUNDS;
        List<Timing> timings = rounds.run(List.of(generated, handWritten));
        Timing ours = timings.get(0);
        Timing theirs = timings.get(1);

        print(out, "%s: %s, Adam, float32, 1 thread, JDK %s", workload, workload.sizes(), Runtime.version());
        print(
                out,
                "losses of the interpreter, adjoint and hand-written agree: %.6f at step 5, %.6f at 50",
                early,
                late);
        print(
                out,
                "%-8s %-6s %18s %18s %6s %16s",
                "variant",
                "",
                "generated us/step",
                "by hand us/step",
                "ratio",
                "alloc B/step");
        String variant = vectors ? "vector" : "plain";
        row(out, variant, "median", ours.median(), theirs.median(), ours.allocated(), theirs.allocated());
        row(out, "", "min", ours.min(), theirs.min(), ours.allocated(), theirs.allocated());
        if (vectors) {
            peak(out, workload.sizes(), ours, theirs);
        }
        result(out, workload, generated, ours);
        result(out, workload, handWritten, theirs);
    }

    /** Names a class that uses the module only where it is present. */
    private static Step handWritten(Problem problem, boolean vectors) {
        return vectors ? new HandWrittenVector(problem) : new HandWrittenPlain(problem);
    }

    private static void row(
            PrintStream out,
            String variant,
            String what,
            double ours,
            double theirs,
            double ourBytes,
            double theirBytes) {
        String bytes = String.format(Locale.ROOT, "%.1f / %.1f", ourBytes, theirBytes);
        print(out, "%-8s %-6s %18.1f %18.1f %6.2f %16s", variant, what, ours, theirs, ours / theirs, bytes);
    }

    /** What part of a step's time its multiplications and additions would take at the peak. */
    private static void peak(PrintStream out, Sizes sizes, Timing ours, Timing theirs) {
        double gigaflops = new FusedMultiplyAddPeak().gigaflops();
        double micros = sizes.operations() / gigaflops / 1e3;
        print(
                out,
                "FMA peak %.0f GFLOP/s with %d lanes; share of it at the median: generated %.0f %%, by hand %.0f %%",
                gigaflops,
                FusedMultiplyAddPeak.lanes(),
                100 * micros / ours.median(),
                100 * micros / theirs.median());
    }

    private static void result(PrintStream out, Workload workload, Contestant contestant, Timing timing) {
        print(
                out,
                "RESULT %s %s t1 us/step %.1f min %.1f max %.1f samples/s %.0f cold %.2f allocB/step %.0f",
                contestant.name(),
                workload,
                timing.median(),
                timing.min(),
                timing.max(),
                1e6 * workload.sizes().batch() / timing.median(),
                contestant.coldSeconds(),
                timing.allocated());
    }

    private static void print(PrintStream out, String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
