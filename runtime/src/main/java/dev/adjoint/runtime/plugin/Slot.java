package dev.adjoint.runtime.plugin;

import dev.adjoint.api.ConfigurationException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The place that a plain value is bound to.
 *
 * @param path where it stands, {@code layers[2].dense.units}
 * @param keys the line that shows the keys of the map around it
 * @param fallback the value that holds if the plain one leaves it, or a part of it, unsaid
 * @param registry where nested plugins are looked up
 */
record Slot(String path, Supplier<String> keys, @Nullable Object fallback, PluginRegistry registry) {
    /** The place of an element of a list that is bound here. */
    Slot element(int index) {
        return new Slot(path + "[" + index + "]", keys, null, registry);
    }

    /** What to throw for a value that does not fit here. */
    ConfigurationException expected(String expected, @Nullable Object plain) {
        return expected(expected, plain, "");
    }

    /** What to throw for a value that does not fit here, with a hint, such as a question, after the value. */
    ConfigurationException expected(String expected, @Nullable Object plain, String hint) {
        return new ConfigurationException(
                path + ": expected " + expected + ", but got " + PlainText.quoted(plain) + hint + keys.get());
    }
}
