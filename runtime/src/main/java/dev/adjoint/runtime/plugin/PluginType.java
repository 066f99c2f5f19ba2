package dev.adjoint.runtime.plugin;

import dev.adjoint.api.plugin.Plugin;
import org.jspecify.annotations.Nullable;

/** A plugin of a kind, or of a special case of a kind: its name, or its name with its configuration. */
record PluginType(Class<? extends Plugin> type) implements ValueType {
    @Override
    public String text() {
        return PluginKinds.name(PluginKinds.of(type));
    }

    @Override
    public Object bind(@Nullable Object plain, Slot slot) {
        return slot.registry().bindNested(type, plain, slot.path());
    }

    @Override
    public Object toPlain(Object value, PluginRegistry registry) {
        return registry.toPlain((Plugin) value);
    }
}
