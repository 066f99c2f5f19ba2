package dev.adjoint.runtime.data;

import dev.adjoint.api.DataException;
import java.nio.file.Path;

/** A line of a CSV file, for messages. */
record CsvPlace(Path file, long line) {
    DataException error(String column, String problem) {
        return new DataException(this + ": column '" + column + "' " + problem);
    }

    @Override
    public String toString() {
        return file + ", line " + line;
    }
}
