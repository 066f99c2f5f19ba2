package dev.adjoint.runtime.plugin;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record that is no plugin: a map of its components. */
record RecordType(RecordSchema schema) implements ValueType {
    @Override
    public String text() {
        return "map";
    }

    @Override
    public Object bind(@Nullable Object plain, Slot slot) {
        if (!(plain instanceof Map<?, ?> map)) {
            throw slot.expected("a map", plain);
        }
        return schema.bind(map, slot);
    }

    @Override
    public Object toPlain(Object value, PluginRegistry registry) {
        return schema.toPlain(value, registry);
    }
}
