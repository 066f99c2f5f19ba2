package dev.adjoint.cli;

import dev.adjoint.api.ConfigurationException;
import dev.adjoint.api.DataException;
import dev.adjoint.runtime.data.DataSpec;
import dev.adjoint.runtime.data.TrainTest;
import dev.adjoint.runtime.model.ModelSpec;
import dev.adjoint.runtime.plugin.PluginRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the files are that the data section of a model names. */
final class DataOptions {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The directory of the data files; by default that of the model file.")
    private @Nullable Path directory;

    /** Loads the data that a model's data section states. */
    TrainTest load(ModelSpec spec, Path modelFile, PluginRegistry registry) {
        if (spec.data().isEmpty()) {
            throw new ConfigurationException(modelFile.getFileName() + ": the key 'data' is missing; expected such as"
                    + "\n  data: {format: csv, file: iris.csv, label: species, test: 0.2}"
                    + "\n  data: {format: idx}   # images and labels, under the names of MNIST's files");
        }
        DataSpec data;
        try {
            data = DataSpec.bind(spec.data(), "data", registry);
        } catch (ConfigurationException e) {
            throw new ConfigurationException(modelFile.getFileName() + ": " + e.getMessage(), e);
        }
        if (directory != null) {
            return load(data, directory);
        }
        try {
            return load(data, modelFile.toAbsolutePath().resolveSibling(""));
        } catch (DataException e) {
            throw new DataException(e.getMessage() + "\n  --data DIR names another directory", e);
        }
    }

    private static TrainTest load(DataSpec data, Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new DataException("there is no directory " + folder + "; --data names the one with the data files");
        }
        return data.load(folder);
    }
}
