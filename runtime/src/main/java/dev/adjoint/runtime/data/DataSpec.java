package dev.adjoint.runtime.data;

import dev.adjoint.api.ConfigurationException;
import java.nio.file.Path;

/** Where data comes from and how it is split: the {@code data} section of a model file. */
public sealed interface DataSpec permits CsvSpec, IdxSpec {
    /**
     * Loads the data.
     *
     * @param folder what the names of files are relative to
     * @throws dev.adjoint.api.DataException if a file cannot be read; the message names it and the line or byte
     */
    TrainTest load(Path folder);

    /** The file that a key states. */
    static Path file(Path folder, String key, String name) {
        if (name.isEmpty()) {
            throw new ConfigurationException("data." + key + " is missing; expected the name of a file in " + folder);
        }
        return folder.resolve(name);
    }
}
