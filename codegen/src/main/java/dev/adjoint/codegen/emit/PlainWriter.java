package dev.adjoint.codegen.emit;

import dev.adjoint.codegen.emit.Code.Type;

/** Formulas as Java source on single floats. */
final class PlainWriter extends Writer {
    PlainWriter(Scope root) {
        super(root);
    }

    @Override
    public Code constant(float value) {
        return literalOf(Type.FLOAT, literal(value));
    }

    @Override
    public Code integer(int value) {
        return literalOf(Type.INT, value < 0 ? "(" + value + ")" : Integer.toString(value));
    }

    @Override
    public Code add(Code a, Code b) {
        return expression(Type.FLOAT, "({0} + {1})", a, b);
    }

    @Override
    public Code sub(Code a, Code b) {
        return expression(Type.FLOAT, "({0} - {1})", a, b);
    }

    @Override
    public Code mul(Code a, Code b) {
        return expression(Type.FLOAT, "({0} * {1})", a, b);
    }

    @Override
    public Code div(Code a, Code b) {
        return expression(Type.FLOAT, "({0} / {1})", a, b);
    }

    @Override
    public Code fma(Code a, Code b, Code c) {
        return expression(Type.FLOAT, "Math.fma({0}, {1}, {2})", a, b, c);
    }

    @Override
    public Code min(Code a, Code b) {
        return expression(Type.FLOAT, "Math.min({0}, {1})", a, b);
    }

    @Override
    public Code max(Code a, Code b) {
        return expression(Type.FLOAT, "Math.max({0}, {1})", a, b);
    }

    @Override
    public Code neg(Code a) {
        return expression(Type.FLOAT, "(-{0})", a);
    }

    @Override
    public Code abs(Code a) {
        return expression(Type.FLOAT, "Math.abs({0})", a);
    }

    @Override
    public Code sqrt(Code a) {
        return expression(Type.FLOAT, "((float) Math.sqrt({0}))", a);
    }

    @Override
    public Code equal(Code a, Code b) {
        return expression(Type.TRUTH, "({0} == {1})", a, b);
    }

    @Override
    public Code less(Code a, Code b) {
        return expression(Type.TRUTH, "({0} < {1})", a, b);
    }

    @Override
    public Code lessEqual(Code a, Code b) {
        return expression(Type.TRUTH, "({0} <= {1})", a, b);
    }

    @Override
    public Code and(Code a, Code b) {
        return expression(Type.TRUTH, "({0} && {1})", a, b);
    }

    @Override
    public Code not(Code a) {
        return expression(Type.TRUTH, "(!{0})", a);
    }

    /** By masks instead of a branch: which way it would go, a processor can mostly not foretell. */
    @Override
    public Code select(Code mask, Code a, Code b) {
        if (isZero(a)) {
            return fromBits(andInt(bits(b), expression(Type.INT, "({0} ? 0 : -1)", mask)));
        }
        Code first = expression(Type.INT, "({0} ? -1 : 0)", mask);
        if (isZero(b)) {
            return fromBits(andInt(bits(a), first));
        }
        Code second = expression(Type.INT, "(~{0})", first);
        return fromBits(orInt(andInt(bits(a), first), andInt(bits(b), second)));
    }

    private static boolean isZero(Code code) {
        return code.isLiteral(literal(0));
    }

    @Override
    public Code bits(Code a) {
        return expression(Type.INT, "Float.floatToRawIntBits({0})", a);
    }

    @Override
    public Code fromBits(Code a) {
        return expression(Type.FLOAT, "Float.intBitsToFloat({0})", a);
    }

    @Override
    public Code toFloat(Code a) {
        return expression(Type.FLOAT, "((float) {0})", a);
    }

    @Override
    public Code addInt(Code a, Code b) {
        return expression(Type.INT, "({0} + {1})", a, b);
    }

    @Override
    public Code subInt(Code a, Code b) {
        return expression(Type.INT, "({0} - {1})", a, b);
    }

    @Override
    public Code mulInt(Code a, Code b) {
        return expression(Type.INT, "({0} * {1})", a, b);
    }

    @Override
    public Code minInt(Code a, Code b) {
        return expression(Type.INT, "Math.min({0}, {1})", a, b);
    }

    @Override
    public Code andInt(Code a, Code b) {
        return expression(Type.INT, "({0} & {1})", a, b);
    }

    @Override
    public Code orInt(Code a, Code b) {
        return expression(Type.INT, "({0} | {1})", a, b);
    }

    @Override
    public Code xorInt(Code a, Code b) {
        return expression(Type.INT, "({0} ^ {1})", a, b);
    }

    @Override
    public Code shiftLeft(Code a, int count) {
        return expression(Type.INT, "({0} << " + count + ")", a);
    }

    @Override
    public Code shiftRight(Code a, int count) {
        return expression(Type.INT, "({0} >> " + count + ")", a);
    }

    @Override
    public Code shiftRightUnsigned(Code a, int count) {
        return expression(Type.INT, "({0} >>> " + count + ")", a);
    }
}
