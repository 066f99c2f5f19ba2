package dev.adjoint.runtime.plugin;

import dev.adjoint.runtime.text.Nearest;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One of the constants of an enum, spelt {@code sum-of-rows} for {@code SUM_OF_ROWS}. */
record EnumType(Class<?> type) implements ValueType {
    @Override
    public String text() {
        return String.join(" | ", allowed());
    }

    @Override
    public List<String> allowed() {
        return constants().map(EnumType::spelling).toList();
    }

    @Override
    public Object bind(@Nullable Object plain, Slot slot) {
        return constants()
                .filter(constant -> spelling(constant).equals(plain))
                .findFirst()
                .orElseThrow(() -> slot.expected(
                        "one of " + String.join(", ", allowed()),
                        plain,
                        plain instanceof String word ? Nearest.question(word, allowed()) : ""));
    }

    @Override
    public Object toPlain(Object value, PluginRegistry registry) {
        return spelling((Enum<?>) value);
    }

    private Stream<? extends Enum<?>> constants() {
        return Stream.of(type.getEnumConstants()).map(constant -> (Enum<?>) constant);
    }

    private static String spelling(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
