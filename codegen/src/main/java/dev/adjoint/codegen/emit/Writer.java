package dev.adjoint.codegen.emit;

import dev.adjoint.api.math.Lanes;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The operations of {@link Lanes} as source text. An expression stands in the innermost of the blocks that its
 * arguments stand in, and equal expressions are one.
 */
abstract class Writer implements Lanes<Code, Code, Code> {
    private record Key(Code.Type type, Scope scope, String template, List<Code> arguments) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key key
                    && type == key.type
                    && scope == key.scope
                    && template.equals(key.template)
                    && arguments.equals(key.arguments);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * template.hashCode() + arguments.hashCode()) + scope.hashCode();
        }
    }

    private final Scope root;
    private final Map<Key, Code> known = new HashMap<>();

    Writer(Scope root) {
        this.root = root;
    }

    Scope root() {
        return root;
    }

    /** A number, or the name of a variable of the method; equal ones are one. */
    Code literalOf(Code.Type type, String text) {
        return known.computeIfAbsent(new Key(type, root, text, List.of()), key -> Code.literal(type, root, text));
    }

    Code expression(Code.Type type, String template, Code... arguments) {
        Scope scope = root;
        for (Code argument : arguments) {
            if (argument.scope().depth() > scope.depth()) {
                scope = argument.scope();
            }
        }
        return expressionIn(scope, type, template, arguments);
    }

    Code expressionIn(Scope scope, Code.Type type, String template, Code... arguments) {
        Key key = new Key(type, scope, template, Arrays.asList(arguments));
        Code code = known.get(key);
        if (code == null) {
            code = Code.expression(type, scope, template, List.of(arguments));
            scope.add(code);
            known.put(key, code);
        }
        return code;
    }

    /** Whether a formula of two values is there already with the two values in the other order. */
    boolean isKnownTurned(Code.Type type, String template, Code a, Code b) {
        Scope scope = a.scope().depth() > b.scope().depth() ? a.scope() : b.scope();
        return known.containsKey(new Key(type, scope, template, List.of(b, a)));
    }

    /** A number as Java source. */
    static String literal(float value) {
        if (Float.isNaN(value)) {
            return "Float.NaN";
        }
        if (Float.isInfinite(value)) {
            return value > 0 ? "Float.POSITIVE_INFINITY" : "Float.NEGATIVE_INFINITY";
        }
        String text = value == Math.rint(value) && Math.abs(value) < 1e6 && Float.floatToRawIntBits(value) != 0x80000000
                ? Integer.toString((int) value) + "f"
                : Float.toString(value) + "f";
        return text.startsWith("-") ? "(" + text + ")" : text;
    }
}
