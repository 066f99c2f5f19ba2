package dev.adjoint.cli;

import dev.adjoint.api.ConfigurationException;
import dev.adjoint.runtime.data.CsvEncoding;
import dev.adjoint.runtime.data.CsvSpec;
import dev.adjoint.runtime.data.DataSpec;
import dev.adjoint.runtime.data.Dataset;
import dev.adjoint.runtime.data.IdxFile;
import dev.adjoint.runtime.data.IdxSpec;
import dev.adjoint.runtime.data.TrainTest;
import dev.adjoint.runtime.plugin.PluginRegistry;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The data section of a model. That of a saved model holds, under {@code encoding}, what was learnt from the training
 * rows of a CSV file: the order of categories, means and deviations. Other files are then read in the same way.
 *
 * @param spec what the section states
 * @param encoding what a saved model has learnt about the columns
 */
record DataSection(DataSpec spec, Optional<CsvEncoding> encoding) {
    private static final String ENCODING = "encoding";
    private static final CsvEncoding NO_ENCODING = new CsvEncoding(List.of(), List.of());

    /**
     * Data, and the section that reads other files in the same way.
     *
     * @param plain the section as plain values
     */
    record Loaded(TrainTest parts, Map<String, @Nullable Object> plain) {}

    /**
     * Binds a section.
     *
     * @throws ConfigurationException if it does not fit; the message lists the keys
     */
    static DataSection of(Map<String, ? extends @Nullable Object> plain, PluginRegistry registry) {
        Map<String, @Nullable Object> stated = new LinkedHashMap<>(plain);
        Optional<CsvEncoding> encoding = stated.containsKey(ENCODING)
                ? Optional.of(registry.bindRecord(NO_ENCODING, stated.remove(ENCODING), "data." + ENCODING))
                : Optional.empty();
        return new DataSection(DataSpec.bind(stated, "data", registry), encoding);
    }

    /** Loads the parts from the files in a folder, as a model that is to be trained sees them. */
    Loaded learn(Map<String, ? extends @Nullable Object> plain, Path folder, PluginRegistry registry) {
        Map<String, @Nullable Object> learnt = new LinkedHashMap<>(plain);
        if (!(spec instanceof CsvSpec csv)) {
            return new Loaded(spec.load(folder), learnt);
        }
        CsvSpec.Encoded encoded = csv.loadEncoded(folder);
        learnt.put(ENCODING, registry.recordToPlain(encoded.encoding()));
        return new Loaded(encoded.data(), learnt);
    }

    /** Loads the parts from the files in a folder, as the model has learnt to see them. */
    TrainTest load(Path folder) {
        return spec instanceof CsvSpec csv && encoding.isPresent()
                ? csv.load(folder, encoding.get())
                : spec.load(folder);
    }

    /** Reads rows to predict: a CSV file with the columns of the training data, or images in an IDX file. */
    Dataset rows(Path file, PluginRegistry registry) {
        if (spec instanceof CsvSpec csv && encoding.isPresent()) {
            return encoding.get().read(file, csv);
        }
        return spec instanceof IdxSpec && file.getFileName().toString().contains("idx")
                ? Dataset.builder()
                        .input(IdxFile.read(file).numbers("image", 1 / 255.0))
                        .build()
                : numbers(file, registry);
    }

    /** Reads rows to predict from a CSV file of numbers, without a header. */
    static Dataset numbers(Path file, PluginRegistry registry) {
        Path absolute = file.toAbsolutePath();
        CsvSpec csv = registry.bindRecord(
                new CsvSpec(), Map.of("file", absolute.toString(), "header", false), "the file of rows");
        return csv.load(absolute.resolveSibling("")).train();
    }

    /** The names of the classes that a prediction has a number for each of; empty where unknown. */
    List<String> classes() {
        return encoding.filter(known -> known.targets().size() == 1)
                .map(known -> known.targets().get(0).categories())
                .orElse(List.of());
    }
}
