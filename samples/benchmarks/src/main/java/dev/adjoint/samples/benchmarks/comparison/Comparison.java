package dev.adjoint.samples.benchmarks.comparison;

import dev.adjoint.api.AdjointException;
import dev.adjoint.samples.benchmarks.chart.BarChart;
import dev.adjoint.samples.benchmarks.measure.ChildProcess;
import dev.adjoint.samples.benchmarks.measure.DisagreementException;
import dev.adjoint.samples.benchmarks.measure.PeerMain;
import dev.adjoint.samples.benchmarks.measure.Result;
import dev.adjoint.samples.benchmarks.measure.Values;
import dev.adjoint.samples.benchmarks.workload.Workload;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Generated code and all peers, workload by workload, each in a process of its own.
 *
 * @param folder the modules of the peers, built
 * @param ours how to measure generated code
 */
public record Comparison(Path folder, int threads, double seconds, Function<Workload, ChildProcess> ours) {
    /** The module that has no peer of its own, but lists the jars of Adjoint. */
    private static final String OURSELVES = "comparison";

    /**
     * Measures and prints.
     *
     * @param chart a file for a chart
     * @return all results
     * @throws DisagreementException if generated code is wrong, or a peer computes something else
     */
    public List<Result> run(List<Workload> workloads, Optional<Path> chart, PrintStream out) {
        List<Peer> modules = Peer.in(folder);
        long download = modules.stream()
                .filter(module -> module.name().equals(OURSELVES))
                .mapToLong(Peer::download)
                .sum();
        List<Peer> peers = modules.stream()
                .filter(module -> !module.name().equals(OURSELVES))
                .toList();
        List<Row> rows = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (Workload workload : workloads) {
            ChildProcess.Ended ended = ours.apply(workload).run(out);
            if (ended.status() != 0) {
                throw new DisagreementException("measuring " + workload + " ended with status " + ended.status());
            }
            Values expected = values(ended).orElseThrow();
            List<Result> results = ended.results();
            results.forEach(result -> rows.add(new Row(result, results.get(0), download, Row.Numbers.SAME)));
            for (Peer peer : peers) {
                ChildProcess.Ended other =
                        peer.process(workload, threads, seconds).run(out);
                List<String> variations = told(PeerMain.VARIATION, other);
                Row.Numbers numbers = values(other).filter(expected::agreeWith).isPresent()
                        ? Row.Numbers.SAME
                        : variations.isEmpty() ? Row.Numbers.WRONG : Row.Numbers.OTHER;
                other.results().forEach(result -> rows.add(new Row(result, results.get(0), peer.download(), numbers)));
                variations.forEach(text -> notes.add("other numbers: " + text));
                told(PeerMain.REFUSAL, other).forEach(text -> notes.add("not measured: " + text));
                if (other.status() != 0) {
                    notes.add(
                            "not measured: " + peer.name() + " " + workload + ": failed with status " + other.status());
                }
            }
        }
        print(rows, notes, out);
        chart.ifPresent(file -> draw(rows, file));
        rows.stream()
                .filter(row -> row.numbers() == Row.Numbers.WRONG)
                .findFirst()
                .ifPresent(row -> {
                    throw new DisagreementException(row.result().contestant() + " computes something else for "
                            + row.result().workload() + "; see the lines VALUES");
                });
        return rows.stream().map(Row::result).toList();
    }

    private static Optional<Values> values(ChildProcess.Ended ended) {
        return ended.lines().stream()
                .flatMap(line -> Values.parse(line).stream())
                .findFirst();
    }

    private static List<String> told(String word, ChildProcess.Ended ended) {
        return ended.lines().stream()
                .filter(line -> line.startsWith(word))
                .map(line -> line.substring(word.length()))
                .toList();
    }

    private void print(List<Row> rows, List<String> notes, PrintStream out) {
        out.println();
        out.println(threads + (threads == 1 ? " thread" : " threads") + ", medians, all in this run:");
        TextTable table = new TextTable(2, Row.HEAD);
        rows.forEach(row -> table.add(row.cells()));
        out.print(table);
        notes.forEach(out::println);
    }

    private void draw(List<Row> rows, Path file) {
        Map<String, Map<String, Double>> groups = new LinkedHashMap<>();
        rows.forEach(row -> groups.computeIfAbsent(row.result().workload(), name -> new LinkedHashMap<>())
                .put(row.result().contestant(), row.result().median()));
        String title = "One training step (W) or prediction (P), " + threads + (threads == 1 ? " thread" : " threads");
        try {
            Files.writeString(file, new BarChart(title, "microseconds, less is better", groups).svg());
        } catch (IOException e) {
            throw new AdjointException("cannot write " + file + ": " + e, e);
        }
    }
}
