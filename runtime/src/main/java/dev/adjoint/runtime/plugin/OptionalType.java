package dev.adjoint.runtime.plugin;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A value that may be absent: null in a model file. */
record OptionalType(ValueType value) implements ValueType {
    @Override
    public String text() {
        return "optional " + value.text();
    }

    @Override
    public List<String> allowed() {
        return value.allowed();
    }

    @Override
    public Object bind(@Nullable Object plain, Slot slot) {
        return plain == null ? Optional.empty() : Optional.of(value.bind(plain, inside(slot)));
    }

    @Override
    public @Nullable Object toPlain(Object optional, PluginRegistry registry) {
        Optional<?> present = (Optional<?>) optional;
        return present.isPresent() ? value.toPlain(present.get(), registry) : null;
    }

    private static Slot inside(Slot slot) {
        Object fallback = slot.fallback() instanceof Optional<?> optional ? optional.orElse(null) : null;
        return new Slot(slot.path(), slot.keys(), fallback, slot.registry());
    }
}
