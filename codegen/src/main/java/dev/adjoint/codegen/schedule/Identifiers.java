package dev.adjoint.codegen.schedule;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.lang.model.SourceVersion;

/**
 * Java identifiers made from the names of layers and ops. Only ASCII letters and digits survive, so that nothing a user
 * wrote can become code; a number keeps equal ones apart.
 */
public final class Identifiers {
    private static final int LONGEST = 40;
    private static final List<String> RESERVED = List.of(
            "rows",
            "row",
            "key",
            "tail",
            "lanes",
            "run",
            "arrays",
            "kernels",
            "partials",
            "count",
            "block",
            "end",
            "start",
            "position",
            "from",
            "to",
            "thread",
            "threads",
            "barrier",
            "fromRow",
            "toRow",
            "endRow",
            "partial",
            "line",
            "into",
            "factor",
            "place",
            "repeated",
            "turnSquare",
            "foldSquare");

    private final Set<String> taken = new HashSet<>();

    /** Names of counters and parameters in generated methods. */
    public Identifiers() {
        for (String reserved : RESERVED) {
            taken.add(reserved);
        }
    }

    /** Whether an identifier is in use. */
    public boolean isTaken(String identifier) {
        return taken.contains(identifier);
    }

    /** An identifier in camel case, unlike every one given before. */
    public String unique(String... words) {
        String camelCase = camelCase(String.join("-", words));
        String base = isCounter(camelCase) ? camelCase + "Array" : camelCase;
        return unlikeOthers(base);
    }

    /** An identifier for a part of what was given one: that and a few letters and digits, unlike every one given before. */
    public String part(String whole, String suffix) {
        return unlikeOthers(whole + suffix);
    }

    private String unlikeOthers(String base) {
        boolean separate = Character.isDigit(base.charAt(base.length() - 1));
        String name = base;
        for (int count = 2; taken.contains(name) || SourceVersion.isKeyword(name); count++) {
            name = base + (separate ? "x" : "") + count;
        }
        taken.add(name);
        return name;
    }

    /** Counters are a letter and perhaps a number. */
    private static boolean isCounter(String name) {
        return name.length() == 1 || name.length() <= 3 && Character.isDigit(name.charAt(1));
    }

    static String camelCase(String text) {
        StringBuilder name = new StringBuilder();
        boolean upper = false;
        for (int i = 0; i < text.length() && name.length() < LONGEST; i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            boolean digit = c >= '0' && c <= '9';
            if (letter || digit && !name.isEmpty()) {
                name.append(name.isEmpty() ? Character.toLowerCase(c) : upper ? Character.toUpperCase(c) : c);
                upper = false;
            } else {
                upper = true;
            }
        }
        return name.isEmpty() ? "value" : name.toString();
    }

    /** A class name, {@code TrainStep} for {@code train-step}; never that of a class that generated code takes for granted. */
    public static String className(String text) {
        String name = camelCase(text);
        String upper = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        return isImplicitlyImported(upper) ? upper + "Program" : upper;
    }

    private static boolean isImplicitlyImported(String name) {
        return Object.class.getResource(name + ".class") != null;
    }
}
