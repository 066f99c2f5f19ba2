package dev.adjoint.api.math;

/**
 * The machine operations that formulas are made of. A formula written against this interface has one meaning and
 * several forms: with {@link ScalarLanes} it computes a number; with an implementation that writes code it becomes
 * plain or vector Java source. Every operation is exact IEEE single precision or 32-bit two's complement, so all forms
 * give the same bits.
 *
 * @param <F> single-precision numbers
 * @param <I> 32-bit integers
 * @param <M> truth values
 */
public interface Lanes<F, I, M> {
    F constant(float value);

    F add(F a, F b);

    F sub(F a, F b);

    F mul(F a, F b);

    F div(F a, F b);

    /** a b + c, rounded once. */
    F fma(F a, F b, F c);

    /** As {@link Math#min(float, float)}. */
    F min(F a, F b);

    /** As {@link Math#max(float, float)}. */
    F max(F a, F b);

    F neg(F a);

    F abs(F a);

    F sqrt(F a);

    M equal(F a, F b);

    M less(F a, F b);

    M lessEqual(F a, F b);

    M and(M a, M b);

    M not(M a);

    /** {@code a} where the mask holds, {@code b} elsewhere. */
    F select(M mask, F a, F b);

    /** As {@link Float#floatToRawIntBits}. */
    I bits(F a);

    /** As {@link Float#intBitsToFloat}. */
    F fromBits(I a);

    /** The number nearest to an integer of at most 24 bits, which is exact. */
    F toFloat(I a);

    I integer(int value);

    I addInt(I a, I b);

    I subInt(I a, I b);

    I mulInt(I a, I b);

    I minInt(I a, I b);

    I andInt(I a, I b);

    I orInt(I a, I b);

    I xorInt(I a, I b);

    I shiftLeft(I a, int count);

    /** Shifts in copies of the sign. */
    I shiftRight(I a, int count);

    /** Shifts in zeros. */
    I shiftRightUnsigned(I a, int count);
}
