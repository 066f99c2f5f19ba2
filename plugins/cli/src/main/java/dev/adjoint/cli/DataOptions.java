package dev.adjoint.cli;

import dev.adjoint.api.ConfigurationException;
import dev.adjoint.api.DataException;
import dev.adjoint.runtime.data.TrainTest;
import dev.adjoint.runtime.model.ModelSpec;
import dev.adjoint.runtime.plugin.PluginRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the files are that the data section of a model names. */
final class DataOptions {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The directory of the data files; by default that of the model file.")
    private @Nullable Path directory;

    /** Loads the data of a model that is to be trained. */
    DataSection.Loaded learn(ModelSpec spec, Path modelFile, PluginRegistry registry) {
        DataSection section = section(spec, modelFile, registry);
        return load(modelFile, folder -> section.learn(spec.data(), folder, registry));
    }

    /** Loads the data of a model that was trained. */
    TrainTest load(ModelSpec spec, Path modelFile, PluginRegistry registry) {
        return load(modelFile, section(spec, modelFile, registry)::load);
    }

    private static DataSection section(ModelSpec spec, Path modelFile, PluginRegistry registry) {
        if (spec.data().isEmpty()) {
            throw new ConfigurationException(modelFile.getFileName() + ": the key 'data' is missing; expected such as"
                    + "\n  data: {format: csv, file: iris.csv, label: species, test: 0.2}"
                    + "\n  data: {format: idx}   # images and labels, under the names of MNIST's files");
        }
        try {
            return DataSection.of(spec.data(), registry);
        } catch (ConfigurationException e) {
            throw new ConfigurationException(modelFile.getFileName() + ": " + e.getMessage(), e);
        }
    }

    private <R> R load(Path modelFile, Function<Path, R> loader) {
        if (directory == null) {
            try {
                return loader.apply(modelFile.toAbsolutePath().resolveSibling(""));
            } catch (DataException e) {
                throw new DataException(e.getMessage() + "\n  --data DIR names another directory", e);
            }
        }
        if (!Files.isDirectory(directory)) {
            throw new DataException(
                    "there is no directory " + directory + "; --data names the one with the data files");
        }
        return loader.apply(directory);
    }
}
