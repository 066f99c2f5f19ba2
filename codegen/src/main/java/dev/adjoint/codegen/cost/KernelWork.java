package dev.adjoint.codegen.cost;

/**
 * What a kernel has to do, as it is written, beside moving bytes in and out: counts that do not depend on how fast a machine is.
 *
 * @param multiplyAdds fused multiply-adds of vectors in contractions, those for padding and those that a tile waits for
 *     included
 * @param operations simple operations on vectors, loads and stores included; an exponential is as many as its formula has
 * @param scalars simple operations on single numbers
 * @param calls calls of methods, and turns of loops around the innermost one
 * @param streamed bytes that tiles of a contraction read anew, each from the second level of memory
 */
public record KernelWork(double multiplyAdds, double operations, double scalars, double calls, double streamed) {
    public static final KernelWork NONE = new KernelWork(0, 0, 0, 0, 0);

    /** Operations on vectors. */
    public static KernelWork operations(double count) {
        return new KernelWork(0, count, 0, 0, 0);
    }

    /** Operations on single numbers. */
    public static KernelWork scalars(double count) {
        return new KernelWork(0, 0, count, 0, 0);
    }

    /** Calls, and turns of outer loops. */
    public static KernelWork calls(double count) {
        return new KernelWork(0, 0, 0, count, 0);
    }

    public KernelWork plus(KernelWork more) {
        return new KernelWork(
                multiplyAdds + more.multiplyAdds,
                operations + more.operations,
                scalars + more.scalars,
                calls + more.calls,
                streamed + more.streamed);
    }

    public KernelWork times(double count) {
        return new KernelWork(
                multiplyAdds * count, operations * count, scalars * count, calls * count, streamed * count);
    }

    /** How long this takes where all that it reads is near. */
    public double nanoseconds(Ceilings ceilings) {
        return multiplyAdds * ceilings.multiplyAdd()
                + operations * ceilings.operation()
                + scalars * ceilings.scalar()
                + calls * ceilings.call()
                + streamed * ceilings.levels().get(1).nanosecondsOfByte();
    }
}
