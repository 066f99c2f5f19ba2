package dev.adjoint.runtime.model;

import dev.adjoint.api.ConfigurationException;
import dev.adjoint.runtime.plugin.PlainText;
import dev.adjoint.runtime.text.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A map in a model file. Messages about it begin with the path of the value that is wrong.
 *
 * @param path where it stands; empty for the whole file
 */
record Section(String path, Map<?, ? extends @Nullable Object> map) {
    static Section of(String path, @Nullable Object plain, String expected) {
        if (plain instanceof Map<?, ?> map) {
            return new Section(path, map);
        }
        throw new ConfigurationException(
                (path.isEmpty() ? "" : path + ": ") + "expected " + expected + ", but got " + PlainText.quoted(plain));
    }

    /** Refuses other keys than these. */
    void allow(String title, List<String> keys) {
        for (Object key : map.keySet()) {
            if (!keys.contains(key)) {
                throw new ConfigurationException((path.isEmpty() ? "" : path + ": ") + "unknown key "
                        + PlainText.name(String.valueOf(key)) + Nearest.question(String.valueOf(key), keys)
                        + "\n  keys of " + title + ": " + String.join(", ", keys));
            }
        }
    }

    boolean has(String key) {
        return map.containsKey(key);
    }

    @Nullable
    Object get(String key) {
        return map.get(key);
    }

    /** The path of a key's value. */
    String path(Object key) {
        return path.isEmpty() ? String.valueOf(key) : path + "." + key;
    }

    /** A key's value, which must be text. */
    String text(String key) {
        if (get(key) instanceof String text) {
            return text;
        }
        throw expected(key, "text");
    }

    /** A key's value, which must be a list. */
    List<?> list(String key, String expected) {
        if (get(key) instanceof List<?> list) {
            return list;
        }
        throw expected(key, expected);
    }

    /** The names that a key holds: a list of them, or a single one. */
    List<String> names(String key) {
        List<?> plain = get(key) instanceof List<?> list ? list : List.of(text(key));
        List<String> names = new ArrayList<>();
        for (Object element : plain) {
            if (!(element instanceof String name)) {
                throw expected(key, "a name or a list of names");
            }
            names.add(name);
        }
        return names;
    }

    ConfigurationException expected(String key, String expected) {
        return new ConfigurationException(
                path(key) + ": expected " + expected + ", but got " + PlainText.quoted(get(key)));
    }
}
