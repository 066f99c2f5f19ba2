package dev.adjoint.codegen.cost;

import java.util.List;

/**
 * What one core of a machine can do, in nanoseconds. Without vectors a "vector" is one number.
 *
 * @param lanes how many floats a vector holds, 0 for plain loops
 * @param multiplyAdd a fused multiply-add of vectors, where many run side by side
 * @param operation another simple operation on vectors, in a formula with a load and a store
 * @param scalar a simple operation on single numbers
 * @param call a call of a method, or a turn of an outer loop
 * @param levels how long bytes take from each level of memory, the nearest first
 */
public record Ceilings(
        int lanes, double multiplyAdd, double operation, double scalar, double call, List<Level> levels) {
    /**
     * A level of memory.
     *
     * @param bytes what is used again within so many bytes comes from here
     * @param nanosecondsOfByte how long a byte takes that is read or written
     */
    public record Level(double bytes, double nanosecondsOfByte) {}

    private static final List<Level> TYPICAL_LEVELS = List.of(
            new Level(16 << 10, 0.015),
            new Level(256 << 10, 0.025),
            new Level(2 << 20, 0.05),
            new Level(64 << 20, 0.1));

    private static final List<Level> PLAIN_LEVELS = List.of(
            new Level(16 << 10, 0.006),
            new Level(256 << 10, 0.008),
            new Level(2 << 20, 0.012),
            new Level(64 << 20, 0.03));

    public Ceilings {
        levels = List.copyOf(levels);
    }

    /**
     * A machine as many are, for choices that must not depend on which one it is.
     *
     * @param lanes how many floats a vector holds, 0 for plain loops
     */
    public static Ceilings typical(int lanes) {
        return lanes > 0
                ? new Ceilings(lanes, 0.2, 0.25, 0.4, 2, TYPICAL_LEVELS)
                : new Ceilings(0, 0.022, 0.007, 0.07, 2, PLAIN_LEVELS);
    }

    /** The same machine, of whose JIT no vectors are expected. */
    public static Ceilings ofNumbers() {
        return new Ceilings(0, 0.15, 0.3, 0.5, 2, TYPICAL_LEVELS);
    }

    /** The billions of multiplications and additions in a second. */
    public double gigaflops() {
        return 2.0 * Math.max(1, lanes) / multiplyAdd;
    }

    /**
     * How long a byte takes.
     *
     * @param distance how many bytes have been touched since it was touched last
     */
    public double nanosecondsOfByte(double distance) {
        Level near = levels.get(0);
        if (distance <= near.bytes()) {
            return near.nanosecondsOfByte();
        }
        for (Level far : levels) {
            if (distance <= far.bytes()) {
                // Between two levels, a part of the bytes comes from each.
                double share = Math.log(distance / near.bytes()) / Math.log(far.bytes() / near.bytes());
                return near.nanosecondsOfByte() + share * (far.nanosecondsOfByte() - near.nanosecondsOfByte());
            }
            near = far;
        }
        return near.nanosecondsOfByte();
    }
}
