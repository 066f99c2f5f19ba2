package dev.adjoint.samples.benchmarks.handwritten;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Matrix products of eight rows by two vectors, whose sums stay in registers. */
final class WideTile {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    /** How many columns a tile has, and a panel of weights. */
    static final int WIDTH = 2 * LANES;

    private WideTile() {}

    /** y ← max(floor, b + x W) for eight rows and two vectors of columns; W is a panel of that width. */
    static void forward(
            float[] x,
            int xFrom,
            int xStride,
            int depth,
            float[] w,
            int wFrom,
            float[] b,
            int bFrom,
            float floor,
            float[] y,
            int yFrom,
            int yStride) {
        int x1 = xFrom + xStride;
        int x2 = xFrom + 2 * xStride;
        int x3 = xFrom + 3 * xStride;
        int x4 = xFrom + 4 * xStride;
        int x5 = xFrom + 5 * xStride;
        int x6 = xFrom + 6 * xStride;
        int x7 = xFrom + 7 * xStride;
        FloatVector b0 = FloatVector.fromArray(SPECIES, b, bFrom);
        FloatVector b1 = FloatVector.fromArray(SPECIES, b, bFrom + LANES);
        FloatVector s00 = b0;
        FloatVector s01 = b1;
        FloatVector s10 = b0;
        FloatVector s11 = b1;
        FloatVector s20 = b0;
        FloatVector s21 = b1;
        FloatVector s30 = b0;
        FloatVector s31 = b1;
        FloatVector s40 = b0;
        FloatVector s41 = b1;
        FloatVector s50 = b0;
        FloatVector s51 = b1;
        FloatVector s60 = b0;
        FloatVector s61 = b1;
        FloatVector s70 = b0;
        FloatVector s71 = b1;
        for (int k = 0; k < depth; k++) {
            int at = wFrom + k * WIDTH;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector a0 = FloatVector.broadcast(SPECIES, x[xFrom + k]);
            s00 = w0.fma(a0, s00);
            s01 = w1.fma(a0, s01);
            FloatVector a1 = FloatVector.broadcast(SPECIES, x[x1 + k]);
            s10 = w0.fma(a1, s10);
            s11 = w1.fma(a1, s11);
            FloatVector a2 = FloatVector.broadcast(SPECIES, x[x2 + k]);
            s20 = w0.fma(a2, s20);
            s21 = w1.fma(a2, s21);
            FloatVector a3 = FloatVector.broadcast(SPECIES, x[x3 + k]);
            s30 = w0.fma(a3, s30);
            s31 = w1.fma(a3, s31);
            FloatVector a4 = FloatVector.broadcast(SPECIES, x[x4 + k]);
            s40 = w0.fma(a4, s40);
            s41 = w1.fma(a4, s41);
            FloatVector a5 = FloatVector.broadcast(SPECIES, x[x5 + k]);
            s50 = w0.fma(a5, s50);
            s51 = w1.fma(a5, s51);
            FloatVector a6 = FloatVector.broadcast(SPECIES, x[x6 + k]);
            s60 = w0.fma(a6, s60);
            s61 = w1.fma(a6, s61);
            FloatVector a7 = FloatVector.broadcast(SPECIES, x[x7 + k]);
            s70 = w0.fma(a7, s70);
            s71 = w1.fma(a7, s71);
        }
        s00.max(floor).intoArray(y, yFrom);
        s01.max(floor).intoArray(y, yFrom + LANES);
        s10.max(floor).intoArray(y, yFrom + yStride);
        s11.max(floor).intoArray(y, yFrom + yStride + LANES);
        s20.max(floor).intoArray(y, yFrom + 2 * yStride);
        s21.max(floor).intoArray(y, yFrom + 2 * yStride + LANES);
        s30.max(floor).intoArray(y, yFrom + 3 * yStride);
        s31.max(floor).intoArray(y, yFrom + 3 * yStride + LANES);
        s40.max(floor).intoArray(y, yFrom + 4 * yStride);
        s41.max(floor).intoArray(y, yFrom + 4 * yStride + LANES);
        s50.max(floor).intoArray(y, yFrom + 5 * yStride);
        s51.max(floor).intoArray(y, yFrom + 5 * yStride + LANES);
        s60.max(floor).intoArray(y, yFrom + 6 * yStride);
        s61.max(floor).intoArray(y, yFrom + 6 * yStride + LANES);
        s70.max(floor).intoArray(y, yFrom + 7 * yStride);
        s71.max(floor).intoArray(y, yFrom + 7 * yStride + LANES);
    }

    /** dW ← xᵀ dy for eight rows and two vectors of columns of dW, a panel of that width. */
    static void gradient(
            float[] x, int xFrom, int xStride, int rows, float[] dy, int dyFrom, int dyStride, float[] dw, int dwFrom) {
        FloatVector s00 = FloatVector.zero(SPECIES);
        FloatVector s01 = FloatVector.zero(SPECIES);
        FloatVector s10 = FloatVector.zero(SPECIES);
        FloatVector s11 = FloatVector.zero(SPECIES);
        FloatVector s20 = FloatVector.zero(SPECIES);
        FloatVector s21 = FloatVector.zero(SPECIES);
        FloatVector s30 = FloatVector.zero(SPECIES);
        FloatVector s31 = FloatVector.zero(SPECIES);
        FloatVector s40 = FloatVector.zero(SPECIES);
        FloatVector s41 = FloatVector.zero(SPECIES);
        FloatVector s50 = FloatVector.zero(SPECIES);
        FloatVector s51 = FloatVector.zero(SPECIES);
        FloatVector s60 = FloatVector.zero(SPECIES);
        FloatVector s61 = FloatVector.zero(SPECIES);
        FloatVector s70 = FloatVector.zero(SPECIES);
        FloatVector s71 = FloatVector.zero(SPECIES);
        for (int row = 0; row < rows; row++) {
            int from = xFrom + row * xStride;
            int at = dyFrom + row * dyStride;
            FloatVector g0 = FloatVector.fromArray(SPECIES, dy, at);
            FloatVector g1 = FloatVector.fromArray(SPECIES, dy, at + LANES);
            FloatVector a0 = FloatVector.broadcast(SPECIES, x[from]);
            s00 = g0.fma(a0, s00);
            s01 = g1.fma(a0, s01);
            FloatVector a1 = FloatVector.broadcast(SPECIES, x[from + 1]);
            s10 = g0.fma(a1, s10);
            s11 = g1.fma(a1, s11);
            FloatVector a2 = FloatVector.broadcast(SPECIES, x[from + 2]);
            s20 = g0.fma(a2, s20);
            s21 = g1.fma(a2, s21);
            FloatVector a3 = FloatVector.broadcast(SPECIES, x[from + 3]);
            s30 = g0.fma(a3, s30);
            s31 = g1.fma(a3, s31);
            FloatVector a4 = FloatVector.broadcast(SPECIES, x[from + 4]);
            s40 = g0.fma(a4, s40);
            s41 = g1.fma(a4, s41);
            FloatVector a5 = FloatVector.broadcast(SPECIES, x[from + 5]);
            s50 = g0.fma(a5, s50);
            s51 = g1.fma(a5, s51);
            FloatVector a6 = FloatVector.broadcast(SPECIES, x[from + 6]);
            s60 = g0.fma(a6, s60);
            s61 = g1.fma(a6, s61);
            FloatVector a7 = FloatVector.broadcast(SPECIES, x[from + 7]);
            s70 = g0.fma(a7, s70);
            s71 = g1.fma(a7, s71);
        }
        s00.intoArray(dw, dwFrom);
        s01.intoArray(dw, dwFrom + LANES);
        s10.intoArray(dw, dwFrom + 2 * LANES);
        s11.intoArray(dw, dwFrom + 3 * LANES);
        s20.intoArray(dw, dwFrom + 4 * LANES);
        s21.intoArray(dw, dwFrom + 5 * LANES);
        s30.intoArray(dw, dwFrom + 6 * LANES);
        s31.intoArray(dw, dwFrom + 7 * LANES);
        s40.intoArray(dw, dwFrom + 8 * LANES);
        s41.intoArray(dw, dwFrom + 9 * LANES);
        s50.intoArray(dw, dwFrom + 10 * LANES);
        s51.intoArray(dw, dwFrom + 11 * LANES);
        s60.intoArray(dw, dwFrom + 12 * LANES);
        s61.intoArray(dw, dwFrom + 13 * LANES);
        s70.intoArray(dw, dwFrom + 14 * LANES);
        s71.intoArray(dw, dwFrom + 15 * LANES);
    }
}
