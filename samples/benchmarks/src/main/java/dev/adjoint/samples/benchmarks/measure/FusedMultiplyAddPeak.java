package dev.adjoint.samples.benchmarks.measure;

import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The most that threads can multiply and add: chains of fused multiply-adds on registers. To be loaded only where the
 * vector module is present.
 */
public final class FusedMultiplyAddPeak {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int CHAINS = 12;
    private static final int LENGTH = 20_000;
    private static final int REPETITIONS = 2_000;

    /** What the chains come to, kept so that they are not optimized away. */
    private float total;

    /** Billions of additions and multiplications in a second: the fastest repetitions of threads that run together. */
    public static double gigaflops(int threads) {
        return IntStream.range(0, threads)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> new FusedMultiplyAddPeak().fastest(), task -> new Thread(task).start()))
                .toList()
                .stream()
                .mapToDouble(CompletableFuture::join)
                .sum();
    }

    private double fastest() {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < REPETITIONS; i++) {
            long start = System.nanoTime();
            total += chains(0.5f + total * 0);
            best = Math.min(best, System.nanoTime() - start);
        }
        return 2.0 * CHAINS * LENGTH * lanes() / best;
    }

    /** How many floats a vector holds. */
    public static int lanes() {
        return SPECIES.length();
    }

    private static float chains(float start) {
        FloatVector a = FloatVector.broadcast(SPECIES, start);
        FloatVector s0 = a;
        FloatVector s1 = a.add(1);
        FloatVector s2 = a.add(2);
        FloatVector s3 = a.add(3);
        FloatVector s4 = a.add(4);
        FloatVector s5 = a.add(5);
        FloatVector s6 = a.add(6);
        FloatVector s7 = a.add(7);
        FloatVector s8 = a.add(8);
        FloatVector s9 = a.add(9);
        FloatVector s10 = a.add(10);
        FloatVector s11 = a.add(11);
        for (int i = 0; i < LENGTH; i++) {
            s0 = s0.fma(a, a);
            s1 = s1.fma(a, a);
            s2 = s2.fma(a, a);
            s3 = s3.fma(a, a);
            s4 = s4.fma(a, a);
            s5 = s5.fma(a, a);
            s6 = s6.fma(a, a);
            s7 = s7.fma(a, a);
            s8 = s8.fma(a, a);
            s9 = s9.fma(a, a);
            s10 = s10.fma(a, a);
            s11 = s11.fma(a, a);
        }
        FloatVector low = s0.add(s1).add(s2).add(s3).add(s4).add(s5);
        FloatVector high = s6.add(s7).add(s8).add(s9).add(s10).add(s11);
        return low.add(high).lane(0);
    }
}
