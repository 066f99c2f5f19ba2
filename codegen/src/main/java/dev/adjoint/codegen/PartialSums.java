package dev.adjoint.codegen;

/** The end of a reduction along the last axis: 16 partial results, folded 8 on 8, 4 on 4, 2 on 2, 1 on 1. */
public final class PartialSums {
    private PartialSums() {}

    public static float sum(float[] p) {
        float a0 = (p[0] + p[8]) + (p[4] + p[12]);
        float a1 = (p[1] + p[9]) + (p[5] + p[13]);
        float a2 = (p[2] + p[10]) + (p[6] + p[14]);
        float a3 = (p[3] + p[11]) + (p[7] + p[15]);
        return (a0 + a2) + (a1 + a3);
    }

    public static float max(float[] p) {
        float largest = p[0];
        for (int i = 1; i < 16; i++) {
            largest = Math.max(largest, p[i]);
        }
        return largest;
    }
}
