package dev.adjoint.runtime.plugin;

import dev.adjoint.api.ConfigurationException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds plain values from outside to null, text, numbers, booleans, lists and maps with text keys, and to a depth and
 * a number of values that no honest configuration reaches; aliases count as often as they are used.
 */
final class PlainLimits {
    static final int DEPTH = 64;
    static final int VALUES = 100_000;

    private final String where;
    private int values;

    private PlainLimits(String where) {
        this.where = where;
    }

    /** Throws unless the value keeps the limits. */
    static void check(@Nullable Object plain, String where) {
        new PlainLimits(where).visit(plain, 0);
    }

    private void visit(@Nullable Object plain, int depth) {
        if (++values > VALUES) {
            throw new ConfigurationException(where + ": more than " + VALUES + " values");
        }
        if (depth > DEPTH) {
            throw new ConfigurationException(where + ": nested more than " + DEPTH + " levels deep");
        }
        if (plain instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (!(entry.getKey() instanceof String)) {
                    throw new ConfigurationException(where + ": keys must be text, but one is " + key(entry.getKey()));
                }
                visit(entry.getValue(), depth + 1);
            }
        } else if (plain instanceof List<?> list) {
            for (Object element : list) {
                visit(element, depth + 1);
            }
        } else if (plain != null && !(plain instanceof String || plain instanceof Number || plain instanceof Boolean)) {
            throw new ConfigurationException(where + ": expected text, numbers, booleans, lists and maps, but found a "
                    + plain.getClass().getSimpleName());
        }
    }

    private static String key(@Nullable Object key) {
        return key instanceof Map || key instanceof List ? "a list or a map" : PlainText.quoted(key);
    }
}
