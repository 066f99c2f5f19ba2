package dev.adjoint.codegen.emit;

import dev.adjoint.codegen.schedule.Identifiers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A block of generated code. While an inner block is open, what is added to the outer one goes in front of it: so a
 * value that does not depend on a loop is computed before the loop.
 */
final class Scope {
    /** A line or several that do something; in the tail of a vector loop perhaps in another way. */
    @FunctionalInterface
    interface Statement {
        List<String> lines(boolean tail);
    }

    private final @Nullable Scope parent;
    private final int depth;
    private final Form form;
    private final List<Object> items = new ArrayList<>();
    private final Map<String, Integer> names;
    private final Set<String> given;
    private final Identifiers taken;
    private boolean childOpen;

    /** How the block is written around its content. */
    interface Form {
        List<String> write(Content content);
    }

    /** What stands in a block, to be written once or, for a loop with a tail, twice. */
    interface Content {
        List<String> lines(boolean tail);
    }

    private Scope(@Nullable Scope parent, Identifiers taken, Form form) {
        this.parent = parent;
        this.taken = taken;
        this.form = form;
        this.depth = parent == null ? 0 : parent.depth + 1;
        this.names = parent == null ? new HashMap<>() : parent.names;
        this.given = parent == null ? new HashSet<>() : parent.given;
    }

    /** The body of a method; the names of its variables differ from the given ones. */
    static Scope method(Identifiers taken) {
        return new Scope(null, taken, content -> content.lines(false));
    }

    int depth() {
        return depth;
    }

    @Nullable
    Scope parent() {
        return parent;
    }

    /** Whether this is the given block or stands inside it. */
    boolean isWithin(Scope other) {
        Scope scope = this;
        while (scope != null && scope != other) {
            scope = scope.parent;
        }
        return scope != null;
    }

    /** Opens a block with a header, {@code for (...)} or {@code if (...)}. */
    Scope open(String header) {
        return open(content -> braced(header, content.lines(false)));
    }

    Scope open(Form inner) {
        Scope child = new Scope(this, taken, inner);
        items.add(child);
        childOpen = true;
        return child;
    }

    void close() {
        if (parent != null) {
            parent.childOpen = false;
        }
    }

    void add(Code code) {
        insert(code);
    }

    void add(Statement statement) {
        insert(statement);
    }

    /** A line that uses values, with {@code {0}}, {@code {1}} ... for them. */
    void line(String template, Code... arguments) {
        for (Code argument : arguments) {
            argument.use(this);
        }
        insert((Statement) tail -> List.of(fill(template, arguments)));
    }

    static String fill(String template, Code... arguments) {
        String text = template;
        for (int i = 0; i < arguments.length; i++) {
            text = text.replace("{" + i + "}", arguments[i].text());
        }
        return text;
    }

    private void insert(Object item) {
        items.add(childOpen ? items.size() - 1 : items.size(), item);
    }

    String variableName(String wish) {
        int count = names.merge(wish, 1, Integer::sum);
        String name = count == 1 ? wish : wish + count;
        return taken.isTaken(name) || !given.add(name) ? variableName(wish) : name;
    }

    List<String> write() {
        return form.write(this::content);
    }

    private List<String> content(boolean tail) {
        List<String> lines = new ArrayList<>();
        for (Object item : items) {
            if (item instanceof Scope child) {
                lines.addAll(child.write());
            } else if (item instanceof Statement statement) {
                lines.addAll(statement.lines(tail));
            } else if (item instanceof Code code) {
                String declaration = code.declaration();
                if (declaration != null) {
                    lines.add(declaration);
                }
            }
        }
        return lines;
    }

    static List<String> braced(String header, List<String> content) {
        List<String> lines = new ArrayList<>();
        lines.add(header.isEmpty() ? "{" : header + " {");
        content.forEach(line -> lines.add("  " + line));
        lines.add("}");
        return lines;
    }
}
