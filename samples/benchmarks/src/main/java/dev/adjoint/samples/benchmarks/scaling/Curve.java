package dev.adjoint.samples.benchmarks.scaling;

import dev.adjoint.api.plugin.Layer;
import dev.adjoint.core.layer.Dense;
import dev.adjoint.core.layer.Lstm;
import dev.adjoint.core.layer.Relu;
import dev.adjoint.runtime.model.ModelSpec;
import dev.adjoint.samples.benchmarks.generated.Models;
import dev.adjoint.samples.benchmarks.workload.Task;
import dev.adjoint.samples.benchmarks.workload.Workload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One size of a network that grows while the others stay: the sizes, and the task and model for each. */
public enum Curve {
    /** 784-128-10 for 1 to 4096 rows. */
    BATCH(
            "rows of a step of 784-128-10",
            doubling(1, 4096),
            rows -> Task.classes(rows, 10, 784),
            (task, rows) -> Models.classifier(task, new Dense(128), new Relu(), new Dense(10))),
    /** Two hidden layers of 16 to 4096 units. */
    WIDTH(
            "units w of 128-w-w-10, batch 64",
            doubling(16, 4096),
            units -> Task.classes(64, 10, 128),
            (task, units) ->
                    Models.classifier(task, new Dense(units), new Relu(), new Dense(units), new Relu(), new Dense(10))),
    /** 1 to 64 hidden layers of 128 units. */
    DEPTH(
            "hidden layers of 128 units, batch 64",
            doubling(1, 64),
            layers -> Task.classes(64, 10, 128),
            (task, layers) -> Models.classifier(task, deep(layers))),
    /** Long short-term memories for 8 to 2048 steps. */
    LENGTH(
            "steps of an LSTM of 64 units, batch 8",
            doubling(8, 2048),
            steps -> Task.classes(8, 10, steps, 16),
            (task, steps) -> Models.classifier(task, new Lstm(64), new Dense(10))),
    /** 784-1024-1024-10, batch 128, for as many threads as there are processors, and twice as many. */
    THREADS(
            "threads for 784-1024-1024-10, batch 128",
            doubling(1, 2 * Runtime.getRuntime().availableProcessors()),
            threads -> Workload.W4.task(),
            (task, threads) -> Models.of(Workload.W4));

    private interface Statement {
        ModelSpec of(Task task, int size);
    }

    private final String meaning;
    private final List<Integer> sizes;
    private final IntFunction<Task> task;
    private final Statement model;

    Curve(String meaning, List<Integer> sizes, IntFunction<Task> task, Statement model) {
        this.meaning = meaning;
        this.sizes = sizes;
        this.task = task;
        this.model = model;
    }

    /** What the sizes count. */
    public String meaning() {
        return meaning;
    }

    public List<Integer> sizes() {
        return sizes;
    }

    public Task task(int size) {
        return task.apply(size);
    }

    public ModelSpec model(int size) {
        return model.of(task(size), size);
    }

    /** The name that users give: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Curve> named(String word) {
        return Arrays.stream(values())
                .filter(curve -> curve.word().equals(word))
                .findFirst();
    }

    public static String names() {
        return Arrays.stream(values()).map(Curve::word).collect(Collectors.joining(", "));
    }

    private static List<Integer> doubling(int least, int most) {
        return IntStream.iterate(least, size -> size <= most, size -> 2 * size)
                .boxed()
                .toList();
    }

    private static Layer[] deep(int hidden) {
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < hidden; i++) {
            layers.add(new Dense(128));
            layers.add(new Relu());
        }
        layers.add(new Dense(10));
        return layers.toArray(Layer[]::new);
    }
}
