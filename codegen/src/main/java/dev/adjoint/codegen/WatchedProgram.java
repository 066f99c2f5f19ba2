package dev.adjoint.codegen;

import java.lang.reflect.Constructor;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;

/**
 * Runs a program, looks now and then what a run allocates, and goes over to another class of the same source where the JIT has
 * compiled the first one badly.
 */
final class WatchedProgram implements GeneratedProgram {
    /** The time between two looks. */
    private static final long INTERVAL_NANOS = 100_000_000;

    private final GeneratedClass source;
    private final Function<Constructor<?>, GeneratedProgram> instances;
    private final ObjIntConsumer<Constructor<?>> complaint;
    private final Meter meter;
    private Constructor<?> constructor;
    private GeneratedProgram program;
    private Watch watch = new Watch();
    private long runsUntilLook = 1;

    /**
     * A program to be watched.
     *
     * @param instances makes one that goes on with the arrays of those before it
     * @param complaint is given the class that allocates for good, and the number of rows of a run
     */
    WatchedProgram(
            GeneratedClass source,
            Function<Constructor<?>, GeneratedProgram> instances,
            ObjIntConsumer<Constructor<?>> complaint) {
        this.source = source;
        this.instances = instances;
        this.complaint = complaint;
        this.meter = source.meter();
        this.constructor = source.constructor();
        this.program = instances.apply(constructor);
    }

    @Override
    public void run(int rows, long key) {
        runsUntilLook--;
        if (runsUntilLook > 0) {
            program.run(rows, key);
        } else {
            runAndLook(rows, key);
        }
    }

    private void runAndLook(int rows, long key) {
        Constructor<?> best = source.constructor();
        if (!best.equals(constructor)) {
            program = instances.apply(best);
            constructor = best;
            watch = new Watch();
        }
        long bytes = meter.bytes().getAsLong();
        long start = meter.nanos().getAsLong();
        program.run(rows, key);
        long now = meter.nanos().getAsLong();
        bytes = meter.bytes().getAsLong() - bytes;
        runsUntilLook = INTERVAL_NANOS / Math.max(1, now - start);
        if (watch.isForGood(bytes, now)) {
            complaint.accept(constructor, rows);
        }
    }
}
