package dev.adjoint.api.math;

/**
 * Uniform random numbers as a pure function of a key, a stream and a counter, so that they depend neither on the
 * order of computation nor on how many were drawn before. The counter is mixed with the 64-bit key by two rounds of a
 * 32-bit integer hash (multiply and xor-shift, the constants found by Chris Wellons, 2018).
 */
public final class CounterRandom {
    private static final float TWO_POW_MINUS_24 = 0x1p-24f;

    private CounterRandom() {}

    /** The number in [0, 1) that belongs to a counter: a multiple of 2^-24. */
    public static <F, I, M> F uniform(Lanes<F, I, M> lanes, I counter, I lowKey, I highKey) {
        I hash = mix(lanes, lanes.xorInt(counter, lowKey));
        hash = mix(lanes, lanes.addInt(hash, highKey));
        return lanes.mul(lanes.toFloat(lanes.shiftRightUnsigned(hash, 8)), lanes.constant(TWO_POW_MINUS_24));
    }

    /** The number in [0, 1) that belongs to an element of a random tensor in a run. */
    public static float uniform(long key, int stream, int element) {
        return uniform(ScalarLanes.INSTANCE, element, lowKey(key, stream), highKey(key, stream));
    }

    /** The low half of a run's key for one stream, as {@link #uniform(Lanes, Object, Object, Object)} takes it. */
    public static int lowKey(long key, int stream) {
        return (int) streamKey(key, stream);
    }

    /** The high half of a run's key for one stream. */
    public static int highKey(long key, int stream) {
        return (int) (streamKey(key, stream) >>> 32);
    }

    /** A key for each step of a training run, from its seed (the finalizer of SplitMix64, Steele et al. 2014). */
    public static long stepKey(long seed, long step) {
        return mix64(mix64(seed) + step);
    }

    private static long streamKey(long key, int stream) {
        return mix64(key + 0x9E3779B97F4A7C15L * (stream + 1L));
    }

    private static long mix64(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private static <F, I, M> I mix(Lanes<F, I, M> lanes, I value) {
        I hash = lanes.xorInt(value, lanes.shiftRightUnsigned(value, 16));
        hash = lanes.mulInt(hash, lanes.integer(0x7feb352d));
        hash = lanes.xorInt(hash, lanes.shiftRightUnsigned(hash, 15));
        hash = lanes.mulInt(hash, lanes.integer(0x846ca68b));
        return lanes.xorInt(hash, lanes.shiftRightUnsigned(hash, 16));
    }
}
