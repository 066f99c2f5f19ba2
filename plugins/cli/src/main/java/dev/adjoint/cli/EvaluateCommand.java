package dev.adjoint.cli;

import dev.adjoint.runtime.data.Dataset;
import dev.adjoint.runtime.data.TrainTest;
import dev.adjoint.runtime.plugin.PluginRegistry;
import dev.adjoint.runtime.train.Model;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code adjoint evaluate}: the loss and the metrics of a saved model. */
@Command(name = "evaluate", description = "Shows the loss and the metrics of a saved model on the data that it states.")
final class EvaluateCommand implements Runnable {
    @Mixin
    private final SavedModelArgument argument = new SavedModelArgument();

    @Mixin
    private final DataOptions data = new DataOptions();

    @Option(names = "--train-part", description = "Use the rows for training instead of those for testing.")
    private boolean trainPart;

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Override
    public void run() {
        PluginRegistry registry = common.registry();
        Model model = argument.load(registry);
        TrainTest parts = data.load(model.spec(), argument.file(), registry);
        Dataset rows = trainPart ? parts.train() : parts.test().orElse(parts.train());
        Map<String, Double> results = model.evaluate(rows);
        if (common.json()) {
            Map<String, @Nullable Object> plain = new LinkedHashMap<>(results);
            plain.put("rows", rows.size());
            plain.put("backend", model.engine().name());
            common.printJson(plain);
        } else {
            common.out().println(TrainingDisplay.text("rows: %,d", rows.size()));
            results.forEach((name, value) ->
                    common.out().println(TrainingDisplay.text("%s: %s", name, TrainingDisplay.number(value))));
        }
    }
}
