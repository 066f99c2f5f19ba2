package dev.adjoint.samples.benchmarks;

import dev.adjoint.api.backend.KernelCost;
import dev.adjoint.api.backend.Tuning;
import dev.adjoint.api.graph.Work;
import dev.adjoint.codegen.JaninoBackend;
import dev.adjoint.codegen.machine.Machine;
import dev.adjoint.runtime.interpreter.InterpreterBackend;
import dev.adjoint.runtime.model.ModelSpec;
import dev.adjoint.runtime.train.Engine;
import dev.adjoint.samples.benchmarks.generated.Agreement;
import dev.adjoint.samples.benchmarks.generated.CompiledModel;
import dev.adjoint.samples.benchmarks.generated.Models;
import dev.adjoint.samples.benchmarks.handwritten.HandWritten;
import dev.adjoint.samples.benchmarks.measure.Contestant;
import dev.adjoint.samples.benchmarks.measure.Latency;
import dev.adjoint.samples.benchmarks.measure.ProcessTime;
import dev.adjoint.samples.benchmarks.measure.Result;
import dev.adjoint.samples.benchmarks.measure.Rounds;
import dev.adjoint.samples.benchmarks.measure.Step;
import dev.adjoint.samples.benchmarks.measure.Timing;
import dev.adjoint.samples.benchmarks.measure.Values;
import dev.adjoint.samples.benchmarks.workload.Problem;
import dev.adjoint.samples.benchmarks.workload.Workload;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import jdk.incubator.vector.FloatVector;

/** One workload: generated code, in the network of {@link Workload#W3} beside code written by hand. */
final class Measurement {
    private static final int HIDDEN = 128;
    /** As many steps are compared as the interpreter takes with about so many multiplications and additions. */
    private static final double OPERATIONS_COMPARED = 2e9;

    private static final int MOST_STEPS_COMPARED = 50;
    /** Two are the fewest: the second loss tells of the first update. */
    private static final int FEWEST_STEPS_COMPARED = 2;
    /** Rounding errors grow with the steps; a wrong gradient shows in the first digits. */
    private static final double TOLERANCE_BY_HAND = 1e-3;

    private static final double WARM_UP_SECONDS = 15;

    private Measurement() {}

    static List<Result> of(Workload workload, Options options, PrintStream out) {
        boolean vectors = options.vectors();
        Engine engine = new Engine(new JaninoBackend()).withVectors(vectors).withThreads(options.threads());
        Problem problem = Problem.of(workload.task());
        ModelSpec spec = Models.of(workload);

        CompiledModel generated = compile(workload, spec, problem, engine::start);
        Contestant ours = Contestant.start("adjoint", 0, generated::open);
        generated.warmUp(WARM_UP_SECONDS);
        List<Contestant> all = new ArrayList<>(List.of(ours));
        Optional<CompiledModel> tuned = Optional.empty();
        if (options.tuning().isPresent()) {
            double before = ProcessTime.seconds();
            Engine tuning =
                    engine.withTuning(Optional.of(new Tuning(options.tuning().get(), Optional.empty())));
            CompiledModel model = compile(workload, spec, problem, tuning::compile);
            all.add(Contestant.start("adjoint-tuned", before, model::open));
            tuned = Optional.of(model);
        }
        if (isWrittenByHand(workload, options)) {
            double before = ProcessTime.seconds();
            all.add(Contestant.start("hand-written", before, () -> HandWritten.step(workload.task(), HIDDEN, vectors)));
        }
        List<Timing> timings = Rounds.ofSeconds(options.seconds()).run(all);
        if (!workload.predicts()) {
            all.forEach(Contestant::expectToHaveLearned);
        }

        Work work = Work.of(generated.program(), workload.task().batch());
        CompiledModel interpreted = compile(workload, spec, problem, new Engine(new InterpreterBackend())::compile);
        int steps = stepsToCompare(work);
        float[] result =
                Agreement.expect("generated code", generated.open(), "the interpreter", interpreted.open(), steps, 0);
        tuned.ifPresent(
                model -> Agreement.expect("tuned code", model.open(), "the interpreter", interpreted.open(), steps, 0));
        if (isWrittenByHand(workload, options)) {
            Step byHand = HandWritten.step(workload.task(), HIDDEN, vectors);
            Agreement.expect(
                    "code written by hand", byHand, "generated code", generated.open(), steps, TOLERANCE_BY_HAND);
        }

        print(
                out,
                "%s: %s; batch %d, float32, %s, %d thread%s, JDK %s",
                workload,
                workload.description(),
                workload.task().batch(),
                vectors ? "vectors" : "plain loops",
                options.threads(),
                options.threads() == 1 ? "" : "s",
                Runtime.version());
        print(
                out,
                "generated code gives the interpreter's bits in %d step%s; %s %s",
                steps,
                steps == 1 ? "" : "s",
                workload.predicts() ? "the first output is" : "the last loss is",
                result[0]);
        out.println(Values.of(generated.open(), workload).line(ours.name(), workload));
        double peak = VectorModule.isPresent() ? peak(options.threads()) : Double.NaN;
        double predicted = options.threads() == 1 ? microseconds(generated.costs()) : Double.NaN;
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Contestant contestant = all.get(i);
            Optional<Latency> latency =
                    workload.predicts() ? Optional.of(Latency.of(contestant.step())) : Optional.empty();
            Result timed =
                    Result.of(contestant, workload.name(), workload.task(), options.threads(), timings.get(i), latency);
            results.add(timed);
            out.println(timed.line());
            detail(out, timed, timings.get(i), work, peak, contestant == ours ? predicted : Double.NaN);
        }
        return results;
    }

    private static boolean isWrittenByHand(Workload workload, Options options) {
        return workload == Workload.W3 && options.threads() == 1;
    }

    private static CompiledModel compile(
            Workload workload, ModelSpec spec, Problem problem, CompiledModel.Compilation way) {
        return workload.predicts()
                ? CompiledModel.prediction(spec, problem, way)
                : CompiledModel.training(spec, problem, way);
    }

    private static int stepsToCompare(Work work) {
        return (int) Math.max(
                FEWEST_STEPS_COMPARED, Math.min(MOST_STEPS_COMPARED, OPERATIONS_COMPARED / work.contractions()));
    }

    /**
     * What part of a step's time its contractions would take at the peak, what the step must move, and how many microseconds
     * were foretold.
     */
    private static void detail(
            PrintStream out, Result result, Timing timing, Work work, double peak, double predicted) {
        print(
                out,
                "DETAIL %s %s t%d warm %.2f flops %d bytes %d GFLOP/s %.1f peak %.0f share %.3f GB/s %.2f predicted %.2f",
                result.contestant(),
                result.workload(),
                result.threads(),
                timing.warmSeconds(),
                work.contractions(),
                work.bytes(),
                work.contractions() / result.median() / 1e3,
                peak,
                work.contractions() / result.median() / 1e3 / peak,
                work.bytes() / result.median() / 1e3,
                predicted);
    }

    /**
     * The most that threads can multiply and add, as many at once as there are processors; only where the vector module is
     * present.
     */
    private static double peak(int threads) {
        int atOnce = Math.min(threads, Runtime.getRuntime().availableProcessors());
        return Machine.gigaflops(FloatVector.SPECIES_PREFERRED.length(), atOnce);
    }

    private static double microseconds(List<KernelCost> costs) {
        return costs.isEmpty()
                ? Double.NaN
                : costs.stream().mapToDouble(KernelCost::microseconds).sum();
    }

    private static void print(PrintStream out, String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
