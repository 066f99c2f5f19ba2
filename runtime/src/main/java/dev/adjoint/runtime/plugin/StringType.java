package dev.adjoint.runtime.plugin;

import org.jspecify.annotations.Nullable;

/** Text. */
record StringType() implements ValueType {
    @Override
    public String text() {
        return "text";
    }

    @Override
    public Object bind(@Nullable Object plain, Slot slot) {
        if (plain instanceof String value) {
            return value;
        }
        boolean unquoted = plain instanceof Number || plain instanceof Boolean;
        throw slot.expected(unquoted ? "text (in quotes: \"" + plain + "\")" : "text", plain);
    }

    @Override
    public Object toPlain(Object value, PluginRegistry registry) {
        return value;
    }
}
