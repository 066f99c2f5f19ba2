package dev.adjoint.samples.benchmarks.handwritten;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Matrix products of eight rows by one vector, whose sums stay in registers. */
final class NarrowTile {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    /** How many columns a tile has, and a panel of weights. */
    static final int WIDTH = LANES;

    private NarrowTile() {}

    /** y ← max(floor, b + x W) for eight rows and one vector of columns; W is a panel of that width. */
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
        FloatVector s00 = b0;
        FloatVector s10 = b0;
        FloatVector s20 = b0;
        FloatVector s30 = b0;
        FloatVector s40 = b0;
        FloatVector s50 = b0;
        FloatVector s60 = b0;
        FloatVector s70 = b0;
        for (int k = 0; k < depth; k++) {
            int at = wFrom + k * WIDTH;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            s00 = w0.fma(FloatVector.broadcast(SPECIES, x[xFrom + k]), s00);
            s10 = w0.fma(FloatVector.broadcast(SPECIES, x[x1 + k]), s10);
            s20 = w0.fma(FloatVector.broadcast(SPECIES, x[x2 + k]), s20);
            s30 = w0.fma(FloatVector.broadcast(SPECIES, x[x3 + k]), s30);
            s40 = w0.fma(FloatVector.broadcast(SPECIES, x[x4 + k]), s40);
            s50 = w0.fma(FloatVector.broadcast(SPECIES, x[x5 + k]), s50);
            s60 = w0.fma(FloatVector.broadcast(SPECIES, x[x6 + k]), s60);
            s70 = w0.fma(FloatVector.broadcast(SPECIES, x[x7 + k]), s70);
        }
        s00.max(floor).intoArray(y, yFrom);
        s10.max(floor).intoArray(y, yFrom + yStride);
        s20.max(floor).intoArray(y, yFrom + 2 * yStride);
        s30.max(floor).intoArray(y, yFrom + 3 * yStride);
        s40.max(floor).intoArray(y, yFrom + 4 * yStride);
        s50.max(floor).intoArray(y, yFrom + 5 * yStride);
        s60.max(floor).intoArray(y, yFrom + 6 * yStride);
        s70.max(floor).intoArray(y, yFrom + 7 * yStride);
    }

    /** dW ← xᵀ dy for eight rows and one vector of columns of dW, a panel of that width. */
    static void gradient(
            float[] x, int xFrom, int xStride, int rows, float[] dy, int dyFrom, int dyStride, float[] dw, int dwFrom) {
        FloatVector s00 = FloatVector.zero(SPECIES);
        FloatVector s10 = FloatVector.zero(SPECIES);
        FloatVector s20 = FloatVector.zero(SPECIES);
        FloatVector s30 = FloatVector.zero(SPECIES);
        FloatVector s40 = FloatVector.zero(SPECIES);
        FloatVector s50 = FloatVector.zero(SPECIES);
        FloatVector s60 = FloatVector.zero(SPECIES);
        FloatVector s70 = FloatVector.zero(SPECIES);
        for (int row = 0; row < rows; row++) {
            int from = xFrom + row * xStride;
            int at = dyFrom + row * dyStride;
            FloatVector g0 = FloatVector.fromArray(SPECIES, dy, at);
            s00 = g0.fma(FloatVector.broadcast(SPECIES, x[from]), s00);
            s10 = g0.fma(FloatVector.broadcast(SPECIES, x[from + 1]), s10);
            s20 = g0.fma(FloatVector.broadcast(SPECIES, x[from + 2]), s20);
            s30 = g0.fma(FloatVector.broadcast(SPECIES, x[from + 3]), s30);
            s40 = g0.fma(FloatVector.broadcast(SPECIES, x[from + 4]), s40);
            s50 = g0.fma(FloatVector.broadcast(SPECIES, x[from + 5]), s50);
            s60 = g0.fma(FloatVector.broadcast(SPECIES, x[from + 6]), s60);
            s70 = g0.fma(FloatVector.broadcast(SPECIES, x[from + 7]), s70);
        }
        s00.intoArray(dw, dwFrom);
        s10.intoArray(dw, dwFrom + LANES);
        s20.intoArray(dw, dwFrom + 2 * LANES);
        s30.intoArray(dw, dwFrom + 3 * LANES);
        s40.intoArray(dw, dwFrom + 4 * LANES);
        s50.intoArray(dw, dwFrom + 5 * LANES);
        s60.intoArray(dw, dwFrom + 6 * LANES);
        s70.intoArray(dw, dwFrom + 7 * LANES);
    }
}
