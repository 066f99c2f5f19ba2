package dev.adjoint.api.backend;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a backend is told beside the program.
 *
 * @param capacity the largest number of rows of a run
 * @param vectors whether Vector API code may be generated where the module is present
 * @param dump a folder to write generated sources to
 */
public record CompileOptions(int capacity, boolean vectors, Optional<Path> dump) {
    public CompileOptions {
        if (capacity < 1) {
            throw new dev.adjoint.api.ConfigurationException("capacity must be at least 1 row, but was " + capacity);
        }
    }

    public static CompileOptions forRows(int capacity) {
        return new CompileOptions(capacity, true, Optional.empty());
    }
}
