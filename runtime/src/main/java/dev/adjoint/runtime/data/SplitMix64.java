package dev.adjoint.runtime.data;

import dev.adjoint.api.math.CounterRandom;
import java.util.random.RandomGenerator;

/**
 * SplitMix64 (Steele, Lea and Flood 2014): the i-th number is mix(mix(seed) + i γ). The generator of shuffles, splits and
 * first values, written out here so that a seed means the same on every Java version.
 */
public final class SplitMix64 implements RandomGenerator {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    private final long seed;
    private long state;

    public SplitMix64(long seed) {
        this.seed = seed;
    }

    /** A generator for one named use of a seed, independent of those of other names. */
    public static SplitMix64 of(long seed, String name) {
        long hash = seed;
        for (int i = 0; i < name.length(); i++) {
            hash = CounterRandom.stepKey(hash, name.charAt(i));
        }
        return new SplitMix64(hash);
    }

    @Override
    public long nextLong() {
        state += GAMMA;
        return CounterRandom.stepKey(seed, state);
    }

    /** Puts elements into random order (Fisher and Yates 1938, as by Durstenfeld 1964), each order equally likely. */
    public void shuffle(int[] elements) {
        for (int last = elements.length - 1; last > 0; last--) {
            int other = nextInt(last + 1);
            int moved = elements[last];
            elements[last] = elements[other];
            elements[other] = moved;
        }
    }

    /** A number from 0 to bound - 1: the high 31 bits modulo the bound, drawn again where that would favour some. */
    @Override
    public int nextInt(int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("bound must be positive, but was " + bound);
        }
        int bits;
        int value;
        do {
            bits = (int) (nextLong() >>> 33);
            value = bits % bound;
        } while (bits - value + (bound - 1) < 0);
        return value;
    }
}
