package dev.adjoint.codegen.emit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value in the generated source: an expression over other values. It becomes a local variable where it is used more
 * than once, or outside the block that it is computed in; otherwise it is written out in place.
 */
final class Code {
    /** The Java type of a value. */
    enum Type {
        FLOAT("float"),
        INT("int"),
        TRUTH("boolean"),
        FLOATS("FloatVector"),
        INTS("IntVector"),
        MASK("VectorMask");

        private final String javaName;

        Type(String javaName) {
            this.javaName = javaName;
        }

        String javaName() {
            return javaName;
        }

        boolean isVector() {
            return this == FLOATS || this == INTS || this == MASK;
        }
    }

    private static final int LONGEST_IN_PLACE = 90;

    private final Type type;
    private final Scope scope;
    private final String template;
    private final List<Code> arguments;
    private final boolean literal;
    private boolean variable;
    private int uses;
    private @Nullable String hint;
    private @Nullable String name;

    private Code(Type type, Scope scope, String template, List<Code> arguments, boolean literal) {
        this.type = type;
        this.scope = scope;
        this.template = template;
        this.arguments = arguments;
        this.literal = literal;
        arguments.forEach(argument -> argument.use(scope));
    }

    /** An expression; {@code {0}}, {@code {1}} ... in the template stand for the arguments. */
    static Code expression(Type type, Scope scope, String template, List<Code> arguments) {
        return new Code(type, scope, template, arguments, false);
    }

    /** Something that is short and may be repeated: a number, the name of a variable. */
    static Code literal(Type type, Scope scope, String text) {
        return new Code(type, scope, text, List.of(), true);
    }

    /** Whether this is a number or a name, and which. */
    boolean isLiteral(String text) {
        return literal && template.equals(text);
    }

    Type type() {
        return type;
    }

    /** The block that computes the value. */
    Scope scope() {
        return scope;
    }

    /** Asks for a variable of this name. */
    Code named(String wish) {
        if (hint == null) {
            hint = wish;
        }
        variable = !literal;
        return this;
    }

    /** Makes a variable now, so that {@link #text} is its name. */
    Code fixed(String wish) {
        if (name == null) {
            name = scope.variableName(wish);
            variable = true;
        }
        uses++;
        return this;
    }

    /** Says that a block uses this value. */
    void use(Scope by) {
        uses++;
        if (by != scope) {
            variable = !literal;
        }
    }

    /** The declaration of this value's variable, or null if it has none. */
    @Nullable
    String declaration() {
        if (literal || uses == 0) {
            return null;
        }
        if (name == null && (variable || uses > 1 || expression().length() > LONGEST_IN_PLACE)) {
            name = scope.variableName(hint == null ? "t" : hint);
        }
        return name == null ? null : type.javaName() + " " + name + " = " + unparenthesised(expression()) + ";";
    }

    /** How other code refers to this value. */
    String text() {
        return name != null ? name : expression();
    }

    private String expression() {
        String text = template;
        for (int i = 0; i < arguments.size(); i++) {
            text = text.replace("{" + i + "}", arguments.get(i).text());
        }
        return text;
    }

    private static String unparenthesised(String text) {
        if (!text.startsWith("(") || !text.endsWith(")")) {
            return text;
        }
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            if (depth == 0 && i < text.length() - 1) {
                return text;
            }
        }
        return text.substring(1, text.length() - 1);
    }
}
