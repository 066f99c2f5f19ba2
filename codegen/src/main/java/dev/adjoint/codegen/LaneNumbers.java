package dev.adjoint.codegen;

import java.util.Arrays;

/** The numbers of the lanes of a vector, and bits that choose the first of them, as generated code loads them. */
public final class LaneNumbers {
    @SuppressWarnings("MutablePublicArray") // a getter would be one more call for the JIT to see through
    public static final float[] FLOATS = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};

    /** Keeps all bits of some lanes and none of those behind them, read from 16 less so many on. */
    @SuppressWarnings("MutablePublicArray")
    public static final int[] KEPT = new int[32];

    /** Gives the bits of negative infinity to the lanes behind them. */
    @SuppressWarnings("MutablePublicArray")
    public static final int[] LOWEST = new int[32];

    static {
        Arrays.fill(KEPT, 0, 16, -1);
        Arrays.fill(LOWEST, 16, 32, Float.floatToRawIntBits(Float.NEGATIVE_INFINITY));
    }

    private LaneNumbers() {}
}
