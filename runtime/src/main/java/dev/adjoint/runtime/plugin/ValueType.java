package dev.adjoint.runtime.plugin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a record component may hold, and how a plain value becomes it. */
interface ValueType {
    /** The type in the words of a model file, such as {@code list of int}. */
    String text();

    /** The only plain values that are allowed, where they can be counted. */
    default List<String> allowed() {
        return List.of();
    }

    /**
     * The component's value for a plain one.
     *
     * @throws dev.adjoint.api.ConfigurationException if the value does not fit; the message names the slot
     */
    Object bind(@Nullable Object plain, Slot slot);

    /** The plain value that binds to this one. */
    @Nullable
    Object toPlain(Object value, PluginRegistry registry);
}
