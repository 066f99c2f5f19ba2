package dev.adjoint.cli;

import dev.adjoint.runtime.data.Dataset;
import dev.adjoint.runtime.model.ModelSpec;
import dev.adjoint.runtime.plugin.PluginRegistry;
import dev.adjoint.runtime.train.Model;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code adjoint predict}: the outputs of a saved model. */
@Command(
        name = "predict",
        description = {
            "Shows the outputs of a saved model as CSV, a line for each row of the input.",
            "The input has the columns of the CSV file that the model was trained on (the label may be missing), or holds"
                    + " images as IDX, or numbers as CSV without a header."
        })
final class PredictCommand implements Runnable {
    @Mixin
    private final SavedModelArgument argument = new SavedModelArgument();

    @Parameters(index = "1", paramLabel = "INPUT", description = "The file of rows; - reads CSV from standard input.")
    private String input = "";

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Override
    public void run() {
        PluginRegistry registry = common.registry();
        Model model = argument.load(registry);
        ModelSpec spec = model.spec();
        Dataset rows;
        List<String> classes;
        if (spec.data().isEmpty()) {
            rows = read(file -> DataSection.numbers(file, registry));
            classes = List.of();
        } else {
            DataSection section = DataSection.of(spec.data(), registry);
            rows = read(file -> section.rows(file, registry));
            classes = section.classes();
        }
        Predictions predictions = new Predictions(spec, classes, model.predict(rows), rows.size());
        if (common.json()) {
            common.printJson(predictions.plain());
        } else {
            predictions.printCsv(common.out());
        }
    }

    /** Something that reads rows from a file. */
    private interface Reader {
        Dataset read(Path file);
    }

    private Dataset read(Reader reader) {
        if (!input.equals("-")) {
            return reader.read(Path.of(input));
        }
        try {
            Path copy = Files.createTempFile("adjoint-rows", ".csv");
            try {
                Files.copy(System.in, copy, StandardCopyOption.REPLACE_EXISTING);
                return reader.read(copy);
            } finally {
                Files.delete(copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("standard input cannot be read: " + e.getMessage(), e);
        }
    }
}
