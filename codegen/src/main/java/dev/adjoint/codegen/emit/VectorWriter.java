package dev.adjoint.codegen.emit;

import dev.adjoint.codegen.emit.Code.Type;

/** Formulas as Java source on vectors of floats; single values are broadcast where they meet vectors. */
final class VectorWriter extends Writer {
    private static final String ZERO = "0f";
    private static final String EQUAL = "{0}.compare(VectorOperators.EQ, {1})";

    VectorWriter(Scope root) {
        super(root);
    }

    /** The value in all lanes. */
    Code broadcast(Code value) {
        return switch (value.type()) {
            case FLOAT ->
                expression(Type.FLOATS, "FloatVector.broadcast(FLOATS, {0})", value)
                        .named("all");
            case INT ->
                expression(Type.INTS, "IntVector.broadcast(INTS, {0})", value).named("all");
            case TRUTH -> expression(Type.MASK, "FLOATS.maskAll({0})", value).named("all");
            default -> value;
        };
    }

    /** The number of each lane. It is loaded: C2 of JDK 17 makes objects of what addIndex returns in some runs. */
    Code laneNumbers() {
        return expression(Type.FLOATS, "FloatVector.fromArray(FLOATS, LaneNumbers.FLOATS, 0)")
                .named("laneNumbers");
    }

    private Code operate(Type type, String template, Code... arguments) {
        Code[] vectors = new Code[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            vectors[i] = broadcast(arguments[i]);
        }
        return expression(type, template, vectors);
    }

    @Override
    public Code constant(float value) {
        return literalOf(Type.FLOAT, literal(value));
    }

    @Override
    public Code integer(int value) {
        return literalOf(Type.INT, Integer.toString(value));
    }

    @Override
    public Code add(Code a, Code b) {
        return operate(Type.FLOATS, "{0}.add({1})", a, b);
    }

    @Override
    public Code sub(Code a, Code b) {
        return operate(Type.FLOATS, "{0}.sub({1})", a, b);
    }

    @Override
    public Code mul(Code a, Code b) {
        return operate(Type.FLOATS, "{0}.mul({1})", a, b);
    }

    @Override
    public Code div(Code a, Code b) {
        return operate(Type.FLOATS, "{0}.div({1})", a, b);
    }

    @Override
    public Code fma(Code a, Code b, Code c) {
        return operate(Type.FLOATS, "{0}.fma({1}, {2})", a, b, c);
    }

    @Override
    public Code min(Code a, Code b) {
        return operate(Type.FLOATS, "{0}.min({1})", a, b);
    }

    @Override
    public Code max(Code a, Code b) {
        if (b.isLiteral(ZERO)) {
            // The same as the maximum, NaN and -0 included, in two instructions instead of five.
            return select(lessEqual(a, b), b, a);
        }
        return operate(Type.FLOATS, "{0}.max({1})", a, b);
    }

    @Override
    public Code neg(Code a) {
        return operate(Type.FLOATS, "{0}.neg()", a);
    }

    @Override
    public Code abs(Code a) {
        return operate(Type.FLOATS, "{0}.abs()", a);
    }

    @Override
    public Code sqrt(Code a) {
        return operate(Type.FLOATS, "{0}.sqrt()", a);
    }

    @Override
    public Code equal(Code a, Code b) {
        // Each of two numbers is compared with the other where their pool is differentiated.
        boolean turned = isKnownTurned(Type.MASK, EQUAL, broadcast(a), broadcast(b));
        return turned ? operate(Type.MASK, EQUAL, b, a) : operate(Type.MASK, EQUAL, a, b);
    }

    @Override
    public Code less(Code a, Code b) {
        return operate(Type.MASK, "{0}.compare(VectorOperators.LT, {1})", a, b);
    }

    @Override
    public Code lessEqual(Code a, Code b) {
        return operate(Type.MASK, "{0}.compare(VectorOperators.LE, {1})", a, b);
    }

    @Override
    public Code and(Code a, Code b) {
        return operate(Type.MASK, "{0}.and({1})", a, b);
    }

    @Override
    public Code not(Code a) {
        return operate(Type.MASK, "{0}.not()", a);
    }

    @Override
    public Code select(Code mask, Code a, Code b) {
        return operate(Type.FLOATS, "{2}.blend({1}, {0})", mask, a, b);
    }

    @Override
    public Code bits(Code a) {
        return operate(Type.INTS, "{0}.reinterpretAsInts()", a);
    }

    @Override
    public Code fromBits(Code a) {
        return operate(Type.FLOATS, "{0}.reinterpretAsFloats()", a);
    }

    @Override
    public Code toFloat(Code a) {
        return operate(Type.FLOATS, "((FloatVector) {0}.convert(VectorOperators.I2F, 0))", a);
    }

    @Override
    public Code addInt(Code a, Code b) {
        return operate(Type.INTS, "{0}.add({1})", a, b);
    }

    @Override
    public Code subInt(Code a, Code b) {
        return operate(Type.INTS, "{0}.sub({1})", a, b);
    }

    @Override
    public Code mulInt(Code a, Code b) {
        return operate(Type.INTS, "{0}.mul({1})", a, b);
    }

    @Override
    public Code minInt(Code a, Code b) {
        return operate(Type.INTS, "{0}.min({1})", a, b);
    }

    @Override
    public Code andInt(Code a, Code b) {
        return operate(Type.INTS, "{0}.and({1})", a, b);
    }

    @Override
    public Code orInt(Code a, Code b) {
        return operate(Type.INTS, "{0}.or({1})", a, b);
    }

    @Override
    public Code xorInt(Code a, Code b) {
        return operate(Type.INTS, "{0}.lanewise(VectorOperators.XOR, {1})", a, b);
    }

    @Override
    public Code shiftLeft(Code a, int count) {
        return operate(Type.INTS, "{0}.lanewise(VectorOperators.LSHL, " + count + ")", a);
    }

    @Override
    public Code shiftRight(Code a, int count) {
        return operate(Type.INTS, "{0}.lanewise(VectorOperators.ASHR, " + count + ")", a);
    }

    @Override
    public Code shiftRightUnsigned(Code a, int count) {
        return operate(Type.INTS, "{0}.lanewise(VectorOperators.LSHR, " + count + ")", a);
    }
}
