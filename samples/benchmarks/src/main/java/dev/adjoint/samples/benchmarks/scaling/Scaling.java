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
import dev.adjoint.samples.benchmarks.measure.Rounds;
import dev.adjoint.samples.benchmarks.measure.Timing;
import dev.adjoint.samples.benchmarks.workload.Problem;
import dev.adjoint.samples.benchmarks.workload.Task;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Measures curves in this process, one size after the other.
 *
 * @param seconds how long each size is measured, after a warm-up of twice as long
 * @param folder where a picture of each curve goes, if anywhere
 */
public record Scaling(int threads, boolean vectors, double seconds, Optional<Path> folder) {
    private static final List<String> HEAD =
            List.of("curve", "size", "us/step", "min", "samples/s", "GFLOP/s", "alloc B/step", "compile s");

    public void run(List<Curve> curves, PrintStream out) {
        TextTable table = new TextTable(1, HEAD);
        for (Curve curve : curves) {
            Map<Double, Double> micros = new TreeMap<>();
            for (int size : curve.sizes()) {
                double median = measure(curve, size, table);
                micros.put((double) size, median);
                out.println(curve.word() + " " + size + ": " + number(median) + " us/step");
            }
            folder.ifPresent(directory -> draw(curve, micros, directory.resolve(curve.word() + ".svg")));
        }
        out.println();
        out.print(table);
    }

    /** Returns the median of microseconds a step. */
    private double measure(Curve curve, int size, TextTable table) {
        Task task = curve.task(size);
        Engine engine = new Engine(new JaninoBackend())
                .withVectors(vectors)
                .withThreads(curve == Curve.THREADS ? size : threads);
        double before = ProcessTime.seconds();
        CompiledModel model = CompiledModel.training(curve.model(size), Problem.of(task), engine);
        double compiled = ProcessTime.seconds() - before;
        Contestant contestant = Contestant.start("adjoint", before, model::open);
        Timing timing = Rounds.ofSeconds(seconds).run(List.of(contestant)).get(0);
        contestant.expectToHaveLearned();
        table.add(List.of(
                curve.word(),
                String.valueOf(size),
                number(timing.median()),
                number(timing.min()),
                number(1e6 * task.batch() / timing.median()),
                number(Work.of(model.program(), task.batch()).contractions() / timing.median() / 1e3),
                number(timing.allocated()),
                number(compiled)));
        return timing.median();
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
