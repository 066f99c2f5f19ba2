package dev.adjoint.cli;

import dev.adjoint.api.backend.Tuning;
import dev.adjoint.runtime.data.Dataset;
import dev.adjoint.runtime.data.TrainTest;
import dev.adjoint.runtime.model.ModelFile;
import dev.adjoint.runtime.model.ModelSpec;
import dev.adjoint.runtime.model.Summary;
import dev.adjoint.runtime.plugin.PluginRegistry;
import dev.adjoint.runtime.train.Engine;
import dev.adjoint.runtime.train.History;
import dev.adjoint.runtime.train.Model;
import dev.adjoint.runtime.train.TrainingOptions;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code adjoint train}: from a model file and data to a model. */
@Command(
        name = "train",
        description = {
            "Trains the model of a model file (YAML or JSON) on the data that it states, and tests it.",
            "Where the file and an option disagree, the option counts."
        })
final class TrainCommand implements Runnable {
    @Parameters(paramLabel = "FILE", description = "The model file.")
    private Path file = Path.of("");

    @Mixin
    private final DataOptions data = new DataOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Save the trained model as this file (safetensors), to evaluate and to predict with.")
    private @Nullable Path output;

    @Option(names = "--epochs", paramLabel = "N", description = "How often all rows are seen at most.")
    private @Nullable Integer epochs;

    @Option(names = "--batch", paramLabel = "N", description = "The rows of a step; 0 for all at once.")
    private @Nullable Integer batch;

    @Option(names = "--seed", paramLabel = "N", description = "What everything random is derived from.")
    private @Nullable Long seed;

    @Mixin
    private final EngineOptions engines = new EngineOptions();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Override
    public void run() {
        if (output != null) {
            OutputPath.requireFile(output, "-o");
        }
        PluginRegistry registry = common.registry();
        ModelSpec spec = withOptions(new ModelFile(registry).read(file));
        Engine told = engines.engine(registry);
        ObservedBackend backend = new ObservedBackend(told.backend());
        Engine engine = backend.engine(told);
        Model model = Model.of(spec, engine);
        DataSection.Loaded loaded = data.learn(spec, file, registry);
        TrainTest parts = loaded.parts();
        if (!common.json()) {
            announce(spec, engine, parts);
        }
        History history = train(model, parts.train());
        if (output != null) {
            save(model, loaded, output, registry);
        }
        Map<String, Double> test = parts.test().map(model::evaluate).orElse(Map.of());
        if (common.json()) {
            common.printJson(plain(history, test, engine));
        } else {
            engine.tuning().ifPresent(tuning -> report(tuning, backend));
            report(history, test);
        }
    }

    private ModelSpec withOptions(ModelSpec spec) {
        TrainingOptions options = spec.training();
        options = epochs == null ? options : options.withEpochs(epochs);
        options = batch == null ? options : options.withBatch(batch);
        options = seed == null ? options : options.withSeed(seed);
        return spec.withTraining(options);
    }

    private void announce(ModelSpec spec, Engine engine, TrainTest parts) {
        common.out().println(Summary.of(spec.network()));
        common.out()
                .println(TrainingDisplay.text(
                        "%,d rows to train on, %,d to test on, backend %s",
                        parts.train().size(), parts.test().map(Dataset::size).orElse(0), engine.name()));
    }

    private History train(Model model, Dataset rows) {
        boolean terminal = common.terminal();
        if (common.json() && !terminal) {
            return model.fit(rows);
        }
        TrainingDisplay display = new TrainingDisplay(
                common.err(), terminal, model.spec().training().epochs());
        try {
            return model.fit(rows, display);
        } finally {
            display.close();
        }
    }

    /** Saves the model together with what was learnt about the columns of its data. */
    private static void save(Model model, DataSection.Loaded loaded, Path file, PluginRegistry registry) {
        Model saved = Model.of(model.spec().withData(loaded.plain()), model.engine());
        saved.assign(model.parameters());
        saved.save(file, registry);
    }

    private static Map<String, @Nullable Object> plain(History history, Map<String, Double> test, Engine engine) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        plain.put("train_loss", history.last().loss());
        history.last().validation().forEach((name, value) -> plain.put("validation_" + name, value));
        test.forEach((name, value) -> plain.put("test_" + name, value));
        plain.put("epochs", history.epochs().size());
        plain.put("steps", history.steps());
        plain.put("seconds", history.seconds());
        plain.put("samples_per_second", history.samplesPerSecond());
        plain.put("ending", history.ending().name().toLowerCase(Locale.ROOT));
        plain.put("backend", engine.name());
        return plain;
    }

    private void report(History history, Map<String, Double> test) {
        common.out()
                .println(TrainingDisplay.text(
                        "%,d epochs, %,d steps in %s: %,.0f samples/s",
                        history.epochs().size(),
                        history.steps(),
                        TrainingDisplay.seconds(history.seconds()),
                        history.samplesPerSecond()));
        common.out()
                .println(TrainingDisplay.text(
                        "train loss: %s", TrainingDisplay.number(history.last().loss())));
        test.forEach((name, value) ->
                common.out().println(TrainingDisplay.text("test %s: %s", name, TrainingDisplay.number(value))));
    }

    private void report(Tuning tuning, ObservedBackend backend) {
        List<TuningReport> tuned = backend.tuned();
        common.out()
                .println(
                        tuned.isEmpty()
                                ? "tuned nothing: the backend " + backend.pluginName() + " has nothing to choose"
                                : TuningReport.summary(tuned, tuning.cache()));
    }
}
