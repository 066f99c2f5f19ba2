package dev.adjoint.runtime.data;

import dev.adjoint.api.ConfigurationException;
import dev.adjoint.runtime.plugin.PluginRegistry;
import dev.adjoint.runtime.text.Nearest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where data comes from and how it is split: the {@code data} section of a model file. */
public sealed interface DataSpec permits CsvSpec, IdxSpec {
    /**
     * Loads the data.
     *
     * @param folder what the names of files are relative to
     * @throws dev.adjoint.api.DataException if a file cannot be read; the message names it and the line or byte
     */
    TrainTest load(Path folder);

    /**
     * The data section of a model file: {@code {format: csv, ...}} with the components of {@link CsvSpec}, or {@code
     * {format: idx, ...}} with those of {@link IdxSpec}. A single column may stand for a list of columns, and its number
     * for its name.
     *
     * @param where the path that messages give to the section, {@code data}
     * @throws ConfigurationException if it does not fit; the message lists the keys
     */
    static DataSpec bind(Map<String, ?> plain, String where, PluginRegistry registry) {
        Map<String, @Nullable Object> keys = new LinkedHashMap<>(plain);
        Object format = keys.remove("format");
        if ("csv".equals(format)) {
            for (String columns : List.of("label", "categorical", "ignore")) {
                keys.computeIfPresent(columns, (key, value) -> columns(value));
            }
            return registry.bindRecord(new CsvSpec(), keys, where);
        }
        if ("idx".equals(format)) {
            return registry.bindRecord(new IdxSpec(), keys, where);
        }
        throw new ConfigurationException(where + ".format is "
                + (format == null
                        ? "missing"
                        : "'" + format + "'" + Nearest.question("" + format, List.of("csv", "idx")))
                + "; expected csv or idx");
    }

    private static List<?> columns(@Nullable Object value) {
        List<?> list = value instanceof List<?> several ? several : Collections.singletonList(value);
        List<@Nullable Object> names = new ArrayList<>();
        for (Object each : list) {
            names.add(each instanceof Integer number ? number.toString() : each);
        }
        return names;
    }

    /** The file that a key states. */
    static Path file(Path folder, String key, String name) {
        if (name.isEmpty()) {
            throw new ConfigurationException("data." + key + " is missing; expected the name of a file in " + folder);
        }
        return folder.resolve(name);
    }
}
