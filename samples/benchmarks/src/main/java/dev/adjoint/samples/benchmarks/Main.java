package dev.adjoint.samples.benchmarks;

import dev.adjoint.api.AdjointException;
import dev.adjoint.samples.benchmarks.comparison.Comparison;
import dev.adjoint.samples.benchmarks.measure.ChildProcess;
import dev.adjoint.samples.benchmarks.measure.DisagreementException;
import dev.adjoint.samples.benchmarks.measure.Result;
import dev.adjoint.samples.benchmarks.measure.ResultsFile;
import dev.adjoint.samples.benchmarks.scaling.Scaling;
import dev.adjoint.samples.benchmarks.workload.Workload;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Times generated training steps and predictions, and compares what comes of them with the interpreter.
 *
 * <pre>{@code
 * java --add-modules jdk.incubator.vector -jar benchmarks.jar --workload W3 --threads 1
 * }</pre>
 */
public final class Main {
    private Main() {}

    /**
     * Measures what the arguments say; exits with 1 where the generated code does not do what the interpreter does, with 2
     * where the arguments are wrong.
     */
    public static void main(String... arguments) {
        int status = run(System.out, System.err, arguments);
        if (status != 0) {
            System.exit(status);
        }
    }

    static int run(PrintStream out, PrintStream err, String... arguments) {
        try {
            if (List.of(arguments).contains("--help") || List.of(arguments).contains("-h")) {
                out.print(Options.help());
                return 0;
            }
            Options options = forThisProcess(Options.parse(arguments), out);
            List<Result> results = results(options, out);
            options.json().ifPresent(file -> ResultsFile.write(file, results));
            return 0;
        } catch (DisagreementException e) {
            err.println(e.getMessage());
            return 1;
        } catch (AdjointException e) {
            err.println(e.getMessage());
            return 2;
        }
    }

    private static Options forThisProcess(Options options, PrintStream out) {
        if (!options.vectors() || VectorModule.isPresent()) {
            return options;
        }
        Options plain = options.withoutVectors();
        out.println("measuring plain loops: " + VectorModule.MISSING);
        return plain;
    }

    private static List<Result> results(Options options, PrintStream out) {
        if (!options.curves().isEmpty()) {
            return new Scaling(options.threads(), options.vectors(), options.seconds(), options.svg())
                    .run(options.curves(), out);
        }
        if (options.peers().isPresent()) {
            return new Comparison(
                            options.peers().get(),
                            options.threads(),
                            options.seconds(),
                            workload -> process(options, workload))
                    .run(options.workloads(), options.svg(), out);
        }
        return options.workloads().size() == 1
                ? Measurement.of(options.workloads().get(0), options, out)
                : inTurn(options, out);
    }

    /** Each workload in a process of its own, so that none finds the machine as another has left it. */
    private static List<Result> inTurn(Options options, PrintStream out) {
        List<Result> results = new ArrayList<>();
        for (Workload workload : options.workloads()) {
            ChildProcess.Ended ended = process(options, workload).run(out);
            if (ended.status() != 0) {
                throw new DisagreementException("measuring " + workload + " ended with status " + ended.status());
            }
            results.addAll(ended.results());
        }
        return results;
    }

    private static ChildProcess process(Options options, Workload workload) {
        return ChildProcess.ofThisKind(Main.class, options.argumentsFor(workload), options.threads());
    }
}
