package dev.adjoint.codegen;

/**
 * The end of a reduction along the last axis: 16 partial results, folded 8 on 8, 4 on 4, 2 on 2, 1 on 1. Whoever holds
 * them in vectors has done the first of these steps already, and passes on the 8 or 4 that are left; a maximum, to whose
 * bits the order does not matter, is then found in the vector.
 *
 * <p>Every method folds what stands in an array from some position on.
 */
public final class PartialSums {
    private PartialSums() {}

    public static float sum16(float[] p, int at) {
        float a0 = (p[at] + p[at + 8]) + (p[at + 4] + p[at + 12]);
        float a1 = (p[at + 1] + p[at + 9]) + (p[at + 5] + p[at + 13]);
        float a2 = (p[at + 2] + p[at + 10]) + (p[at + 6] + p[at + 14]);
        float a3 = (p[at + 3] + p[at + 11]) + (p[at + 7] + p[at + 15]);
        return (a0 + a2) + (a1 + a3);
    }

    public static float sum8(float[] p, int at) {
        return ((p[at] + p[at + 4]) + (p[at + 2] + p[at + 6])) + ((p[at + 1] + p[at + 5]) + (p[at + 3] + p[at + 7]));
    }

    public static float sum4(float[] p, int at) {
        return (p[at] + p[at + 2]) + (p[at + 1] + p[at + 3]);
    }

    public static float max16(float[] p, int at) {
        float a0 = Math.max(Math.max(p[at], p[at + 8]), Math.max(p[at + 4], p[at + 12]));
        float a1 = Math.max(Math.max(p[at + 1], p[at + 9]), Math.max(p[at + 5], p[at + 13]));
        float a2 = Math.max(Math.max(p[at + 2], p[at + 10]), Math.max(p[at + 6], p[at + 14]));
        float a3 = Math.max(Math.max(p[at + 3], p[at + 11]), Math.max(p[at + 7], p[at + 15]));
        return Math.max(Math.max(a0, a2), Math.max(a1, a3));
    }
}
