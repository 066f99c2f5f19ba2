package dev.adjoint.runtime.plugin;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list of values of one type. */
record ListType(ValueType element) implements ValueType {
    @Override
    public String text() {
        return "list of " + element.text();
    }

    @Override
    public Object bind(@Nullable Object plain, Slot slot) {
        if (!(plain instanceof List<?> elements)) {
            throw slot.expected(text(), plain);
        }
        List<Object> values = new ArrayList<>(elements.size());
        for (int i = 0; i < elements.size(); i++) {
            values.add(element.bind(elements.get(i), slot.element(i)));
        }
        return List.copyOf(values);
    }

    @Override
    public Object toPlain(Object value, PluginRegistry registry) {
        List<@Nullable Object> plain = new ArrayList<>();
        for (Object each : (List<?>) value) {
            plain.add(element.toPlain(each, registry));
        }
        return Collections.unmodifiableList(plain);
    }
}
