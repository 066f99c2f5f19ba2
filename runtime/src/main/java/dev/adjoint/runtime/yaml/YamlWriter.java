package dev.adjoint.runtime.yaml;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Writes plain values as YAML that people like to read: a key a line, and an element of a list of maps a line. */
public final class YamlWriter {
    private static final int WIDTH = 96;
    private static final Pattern WORDS = Pattern.compile("[A-Za-z]([-A-Za-z0-9_./ ]*[-A-Za-z0-9_./])?");
    private static final ScalarResolver RESOLVER = new CoreSchema().getScalarResolver();

    private YamlWriter() {}

    /** The text that {@link YamlReader} reads as an equal map. */
    public static String write(Map<?, ? extends @Nullable Object> plain) {
        if (plain.isEmpty()) {
            return "{}\n";
        }
        StringBuilder text = new StringBuilder();
        plain.forEach((key, value) -> text.append(entry(key, value)));
        return text.toString();
    }

    private static String entry(Object key, @Nullable Object value) {
        String line = flow(key) + ": " + flow(value) + "\n";
        if (value instanceof List<?> list
                && (line.length() > WIDTH || list.stream().anyMatch(Map.class::isInstance))) {
            return list.stream()
                    .map(element -> "  - " + item(element) + "\n")
                    .collect(Collectors.joining("", flow(key) + ":\n", ""));
        }
        if (value instanceof Map<?, ?> map && line.length() > WIDTH) {
            return map.entrySet().stream()
                    .map(entry -> "  " + pair(entry) + "\n")
                    .collect(Collectors.joining("", flow(key) + ":\n", ""));
        }
        return line;
    }

    /** An element of a list in block style; the braces of a map with a single key can be left out. */
    private static String item(@Nullable Object element) {
        return element instanceof Map<?, ?> map && map.size() == 1
                ? pair(map.entrySet().iterator().next())
                : flow(element);
    }

    private static String flow(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream().map(YamlWriter::pair).collect(Collectors.joining(", ", "{", "}"));
        } else if (value instanceof List<?> list) {
            return list.stream().map(YamlWriter::flow).collect(Collectors.joining(", ", "[", "]"));
        } else if (value instanceof String text) {
            boolean bare = WORDS.matcher(text).matches()
                    && RESOLVER.resolve(text, true).equals(Tag.STR);
            return bare ? text : quoted(text);
        } else if (value instanceof Double number && !Double.isFinite(number)) {
            return number.isNaN() ? ".nan" : number > 0 ? ".inf" : "-.inf";
        }
        return String.valueOf(value);
    }

    private static String pair(Map.Entry<?, ?> entry) {
        return flow(entry.getKey()) + ": " + flow(entry.getValue());
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(unit -> {
            char c = (char) unit;
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c >= ' ' && c <= '~' || Character.isLetterOrDigit(c)) {
                quoted.append(c);
            } else {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", unit));
            }
        });
        return quoted.append('"').toString();
    }
}
