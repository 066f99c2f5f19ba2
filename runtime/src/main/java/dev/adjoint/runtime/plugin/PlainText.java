package dev.adjoint.runtime.plugin;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Plain values on one line, in the flow style of YAML: {@code {units: 3, kernel: {he-normal: {}}}}. */
public final class PlainText {
    private static final int LONGEST = 72;
    private static final Pattern BARE = Pattern.compile("(?!(true|false|null)$)[A-Za-z_][-A-Za-z0-9_./]*");

    private PlainText() {}

    /** The value as a model file would state it; {@code relu} for a plugin without configuration. */
    public static String of(@Nullable Object plain) {
        if (plain instanceof Map<?, ?> plugin && plugin.size() == 1) {
            Map.Entry<?, ?> only = plugin.entrySet().iterator().next();
            if (only.getValue() instanceof Map<?, ?> configuration && configuration.isEmpty()) {
                return String.valueOf(only.getKey());
            }
        }
        StringBuilder out = new StringBuilder();
        write(plain, out, Integer.MAX_VALUE);
        return out.toString();
    }

    /** The value and its type for a message, cut where it is long: {@code "ten" (text)}. */
    public static String quoted(@Nullable Object plain) {
        if (plain == null) {
            return "nothing";
        }
        StringBuilder out = new StringBuilder();
        if (plain instanceof String text) {
            out.append('"')
                    .append(text, 0, Math.min(text.length(), 2 * LONGEST))
                    .append('"');
        } else {
            write(plain, out, LONGEST);
        }
        return shown(out.toString()) + " (" + type(plain) + ")";
    }

    /** A name or key for a message, cut where it is long: {@code 'dense'}. */
    public static String name(String name) {
        return "'" + shown(name) + "'";
    }

    private static String shown(String text) {
        String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
        return cut.replaceAll("\\p{Cntrl}", "?");
    }

    private static String type(Object plain) {
        if (plain instanceof String) {
            return "text";
        } else if (plain instanceof Number number) {
            return number instanceof Double || number instanceof Float ? "number" : "whole number";
        } else if (plain instanceof Boolean) {
            return "boolean";
        } else if (plain instanceof List) {
            return "list";
        } else if (plain instanceof Map) {
            return "map";
        }
        return plain.getClass().getSimpleName();
    }

    private static void write(@Nullable Object plain, StringBuilder out, int longest) {
        if (plain instanceof Map<?, ?> map) {
            out.append('{');
            for (Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
                    entries.hasNext() && out.length() <= longest; ) {
                Map.Entry<?, ?> entry = entries.next();
                out.append(entry.getKey()).append(": ");
                write(entry.getValue(), out, longest);
                out.append(entries.hasNext() ? ", " : "");
            }
            out.append('}');
        } else if (plain instanceof List<?> list) {
            out.append('[');
            for (Iterator<?> elements = list.iterator(); elements.hasNext() && out.length() <= longest; ) {
                write(elements.next(), out, longest);
                out.append(elements.hasNext() ? ", " : "");
            }
            out.append(']');
        } else if (plain instanceof String text && !BARE.matcher(text).matches()) {
            out.append('"')
                    .append(text.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        } else if (plain instanceof Double) {
            out.append(plain.toString().replace(".0E", "e").replace('E', 'e'));
        } else {
            out.append(plain);
        }
    }
}
