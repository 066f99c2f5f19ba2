package dev.adjoint.codegen;

/** The numbers of the lanes of a vector, as generated code loads them. */
public final class LaneNumbers {
    @SuppressWarnings("MutablePublicArray") // a getter would be one more call for the JIT to see through
    public static final float[] FLOATS = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};

    private LaneNumbers() {}
}
