package dev.adjoint.runtime.data;

import dev.adjoint.api.DataException;
import dev.adjoint.runtime.text.Nearest;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** The names of a file's columns: those of its first line, or the numbers 0, 1, ... */
record CsvHeader(Path file, List<String> names) {
    CsvHeader {
        names = List.copyOf(names);
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new DataException(file + ": the header has two columns named '" + name + "'; expected each once");
            }
        }
    }

    static CsvHeader numbered(Path file, int columns) {
        return new CsvHeader(
                file, IntStream.range(0, columns).mapToObj(String::valueOf).toList());
    }

    /**
     * The position of a column that is stated by name or by number.
     *
     * @param key the key of the data section that states it, for messages
     */
    int index(String column, String key) {
        return find(column)
                .orElseThrow(() -> new DataException(file + " has no column '" + column + "' (" + key
                        + "); expected one of " + Nearest.order(column, names) + " or a number from " + -names.size()
                        + " to " + (names.size() - 1)));
    }

    Optional<Integer> find(String column) {
        int named = names.indexOf(column);
        if (named >= 0 || !column.matches("-?[0-9]{1,9}")) {
            return named < 0 ? Optional.empty() : Optional.of(named);
        }
        int number = Integer.parseInt(column);
        int index = number < 0 ? number + names.size() : number;
        return index < 0 || index >= names.size() ? Optional.empty() : Optional.of(index);
    }

    List<Integer> indices(List<String> columns, String key) {
        return columns.stream().map(column -> index(column, key)).toList();
    }
}
