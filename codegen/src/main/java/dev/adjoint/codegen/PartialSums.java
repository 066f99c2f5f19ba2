package dev.adjoint.codegen;

/**
 * The end of a reduction along the last axis: 16 partial results, folded 8 on 8, 4 on 4, 2 on 2, 1 on 1. Whoever holds
 * them in vectors has done the first of these steps already, and passes on the 8 or 4 that are left; a maximum, to whose
 * bits the order does not matter, is then found in the vector.
 */
public final class PartialSums {
    private PartialSums() {}

    public static float sum16(float[] p) {
        float a0 = (p[0] + p[8]) + (p[4] + p[12]);
        float a1 = (p[1] + p[9]) + (p[5] + p[13]);
        float a2 = (p[2] + p[10]) + (p[6] + p[14]);
        float a3 = (p[3] + p[11]) + (p[7] + p[15]);
        return (a0 + a2) + (a1 + a3);
    }

    public static float sum8(float[] p) {
        return ((p[0] + p[4]) + (p[2] + p[6])) + ((p[1] + p[5]) + (p[3] + p[7]));
    }

    public static float sum4(float[] p) {
        return (p[0] + p[2]) + (p[1] + p[3]);
    }

    public static float max16(float[] p) {
        float a0 = Math.max(Math.max(p[0], p[8]), Math.max(p[4], p[12]));
        float a1 = Math.max(Math.max(p[1], p[9]), Math.max(p[5], p[13]));
        float a2 = Math.max(Math.max(p[2], p[10]), Math.max(p[6], p[14]));
        float a3 = Math.max(Math.max(p[3], p[11]), Math.max(p[7], p[15]));
        return Math.max(Math.max(a0, a2), Math.max(a1, a3));
    }
}
