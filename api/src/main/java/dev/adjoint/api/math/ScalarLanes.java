package dev.adjoint.api.math;

/** Formulas computed on single numbers. */
public enum ScalarLanes implements Lanes<Float, Integer, Boolean> {
    INSTANCE;

    @Override
    public Float constant(float value) {
        return value;
    }

    @Override
    public Float add(Float a, Float b) {
        return a + b;
    }

    @Override
    public Float sub(Float a, Float b) {
        return a - b;
    }

    @Override
    public Float mul(Float a, Float b) {
        return a * b;
    }

    @Override
    public Float div(Float a, Float b) {
        return a / b;
    }

    @Override
    public Float fma(Float a, Float b, Float c) {
        return Math.fma(a, b, c);
    }

    @Override
    public Float min(Float a, Float b) {
        return Math.min(a, b);
    }

    @Override
    public Float max(Float a, Float b) {
        return Math.max(a, b);
    }

    @Override
    public Float neg(Float a) {
        return -a;
    }

    @Override
    public Float abs(Float a) {
        return Math.abs(a);
    }

    @Override
    public Float sqrt(Float a) {
        return (float) Math.sqrt(a);
    }

    @Override
    public Boolean equal(Float a, Float b) {
        return a.floatValue() == b.floatValue();
    }

    @Override
    public Boolean less(Float a, Float b) {
        return a < b;
    }

    @Override
    public Boolean lessEqual(Float a, Float b) {
        return a <= b;
    }

    @Override
    public Boolean and(Boolean a, Boolean b) {
        return a && b;
    }

    @Override
    public Boolean not(Boolean a) {
        return !a;
    }

    @Override
    public Float select(Boolean mask, Float a, Float b) {
        return mask ? a : b;
    }

    @Override
    public Integer bits(Float a) {
        return Float.floatToRawIntBits(a);
    }

    @Override
    public Float fromBits(Integer a) {
        return Float.intBitsToFloat(a);
    }

    @Override
    public Float toFloat(Integer a) {
        return (float) a;
    }

    @Override
    public Integer integer(int value) {
        return value;
    }

    @Override
    public Integer addInt(Integer a, Integer b) {
        return a + b;
    }

    @Override
    public Integer subInt(Integer a, Integer b) {
        return a - b;
    }

    @Override
    public Integer mulInt(Integer a, Integer b) {
        return a * b;
    }

    @Override
    public Integer minInt(Integer a, Integer b) {
        return Math.min(a, b);
    }

    @Override
    public Integer andInt(Integer a, Integer b) {
        return a & b;
    }

    @Override
    public Integer orInt(Integer a, Integer b) {
        return a | b;
    }

    @Override
    public Integer xorInt(Integer a, Integer b) {
        return a ^ b;
    }

    @Override
    public Integer shiftLeft(Integer a, int count) {
        return a << count;
    }

    @Override
    public Integer shiftRight(Integer a, int count) {
        return a >> count;
    }

    @Override
    public Integer shiftRightUnsigned(Integer a, int count) {
        return a >>> count;
    }
}
