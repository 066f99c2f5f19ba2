package dev.adjoint.samples.benchmarks.scaling;

import dev.adjoint.api.AdjointException;
import dev.adjoint.api.graph.Work;
import dev.adjoint.codegen.JaninoBackend;
import dev.adjoint.runtime.train.Engine;
import dev.adjoint.samples.benchmarks.chart.LineChart;
import dev.adjoint.samples.benchmarks.comparison.TextTable;
import dev.adjoint.samples.benchmarks.generated.CompiledModel;
import dev.adjoint.samples.benchmarks.measure.Contestant;
import dev.adjoint.samples.benchmarks.measure.ProcessTime;
import dev.adjoint.samples.benchmarks.measure.Result;
import dev.adjoint.samples.benchmarks.measure.Rounds;
import dev.adjoint.samples.benchmarks.measure.Timing;
import dev.adjoint.samples.benchmarks.workload.Problem;
import dev.adjoint.samples.benchmarks.workload.Task;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Measures curves in this process, one size after the other.
 *
 * @param seconds how long each size is measured, after the JIT has had time, and a warm-up of twice as long
 * @param folder where a picture of each curve goes, if anywhere
 */
public record Scaling(int threads, boolean vectors, double seconds, Optional<Path> folder) {
    private static final List<String> HEAD =
            List.of("curve", "size", "us/step", "min", "samples/s", "GFLOP/s", "alloc B/step", "compile s");
    /** What the columns after the size are called in a result. */
    private static final List<String> FIGURES =
            List.of("us/step", "min", "samples/s", "GFLOP/s", "allocB/step", "compile");
    /** How long the JIT may work on a size at most; without it, short measurements are those of interpreted code. */
    private static final double WARM_UP_SECONDS = 6;

    /**
     * Measures and prints; pictures come last, so that a table is never lost with them.
     *
     * @return a result for each size of each curve
     */
    public List<Result> run(List<Curve> curves, PrintStream out) {
        TextTable table = new TextTable(1, HEAD);
        List<Result> results = new ArrayList<>();
        Map<Curve, Map<Double, Double>> micros = new EnumMap<>(Curve.class);
        for (Curve curve : curves) {
            Map<Double, Double> medians = new TreeMap<>();
            for (int size : curve.sizes()) {
                Result result = measure(curve, size);
                results.add(result);
                medians.put((double) size, result.median());
                table.add(cells(curve, size, result));
                out.println(curve.word() + " " + size + ": " + number(result.median()) + " us/step");
            }
            micros.put(curve, medians);
        }
        out.println();
        out.print(table);
        folder.ifPresent(directory ->
                micros.forEach((curve, medians) -> draw(curve, medians, directory.resolve(curve.word() + ".svg"))));
        return results;
    }

    /** The workload of the result is called as in {@code batch-64}; cold is counted from the compilation on. */
    Result measure(Curve curve, int size) {
        Task task = curve.task(size);
        int team = curve == Curve.THREADS ? size : threads;
        Engine engine = new Engine(new JaninoBackend()).withVectors(vectors).withThreads(team);
        double before = ProcessTime.seconds();
        CompiledModel model = CompiledModel.training(curve.model(size), Problem.of(task), engine);
        double compiled = ProcessTime.seconds() - before;
        Contestant contestant = Contestant.start("adjoint", before, model::open);
        model.warmUp(WARM_UP_SECONDS);
        Timing timing = Rounds.ofSeconds(seconds).run(List.of(contestant)).get(0);
        contestant.expectToHaveLearned();
        Result timed = Result.of(contestant, curve.word() + "-" + size, task, team, timing, Optional.empty());
        Map<String, Double> figures = new LinkedHashMap<>(timed.figures());
        figures.put("GFLOP/s", Work.of(model.program(), task.batch()).contractions() / timing.median() / 1e3);
        figures.put("compile", compiled);
        return new Result(timed.contestant(), timed.workload(), timed.threads(), figures);
    }

    private static List<String> cells(Curve curve, int size, Result result) {
        List<String> cells = new ArrayList<>(List.of(curve.word(), String.valueOf(size)));
        FIGURES.forEach(name -> cells.add(number(result.figure(name).orElseThrow())));
        return cells;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%,.0f", value);
    }

    private static void draw(Curve curve, Map<Double, Double> micros, Path file) {
        String svg = new LineChart(
                        "Time of a training step", curve.meaning(), "microseconds", Map.of("adjoint", micros))
                .svg();
        try {
            Files.writeString(file, svg);
        } catch (IOException e) {
            throw new AdjointException("cannot write " + file + ": " + e, e);
        }
    }
}
