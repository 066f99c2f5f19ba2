package dev.adjoint.runtime.plugin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** True or false. */
record BooleanType() implements ValueType {
    @Override
    public String text() {
        return "boolean";
    }

    @Override
    public List<String> allowed() {
        return List.of("true", "false");
    }

    @Override
    public Object bind(@Nullable Object plain, Slot slot) {
        if (plain instanceof Boolean value) {
            return value;
        }
        throw slot.expected("true or false", plain);
    }

    @Override
    public Object toPlain(Object value, PluginRegistry registry) {
        return value;
    }
}
