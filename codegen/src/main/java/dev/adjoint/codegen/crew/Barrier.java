package dev.adjoint.codegen.crew;

import dev.adjoint.api.AdjointException;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;

/**
 * A place where threads wait until all have arrived: for a moment by spinning, then parked. Where one of them has failed,
 * nobody waits and all turn back.
 */
public final class Barrier {
    /** For a thread that works alone. */
    public static final Barrier ALONE = new Barrier(1, 0);

    /** Thrown in threads that wait for one that has failed. */
    static final class Broken extends AdjointException {
        private static final long serialVersionUID = 1L;
        private static final Broken INSTANCE = new Broken();

        private Broken() {
            super("another thread of the crew has failed");
        }
    }

    /** Words that different threads write stand this far apart, so that no two share a cache line. */
    private static final int APART = 32;

    private static final int ARRIVED = APART;
    private static final int EPOCH = 2 * APART;
    private static final int BROKEN = 3 * APART;
    private static final int PARKED = 4 * APART;
    private static final int TURNS_BETWEEN_LOOKS_AT_THE_CLOCK = 64;

    private final int parties;
    private final long spinNanos;
    private final AtomicIntegerArray words;
    private final Thread[] threads;

    /**
     * A barrier.
     *
     * @param parties how many threads meet here
     * @param spinNanos how long a thread spins before it parks
     */
    Barrier(int parties, long spinNanos) {
        this.parties = parties;
        this.spinNanos = spinNanos;
        this.words = new AtomicIntegerArray(PARKED + (parties + 1) * APART);
        this.threads = new Thread[parties];
    }

    /** Says which thread has a number, before that thread first waits. */
    void enlist(int number, Thread thread) {
        threads[number] = thread;
    }

    /** Waits until all threads have come here. */
    public void await(int number) {
        if (parties == 1) {
            return;
        }
        int epoch = words.get(EPOCH);
        arrive();
        awaitChange(number, epoch);
        if (words.get(BROKEN) != 0) {
            throw Broken.INSTANCE;
        }
    }

    /** Comes here without waiting for the others. */
    void arrive() {
        int epoch = words.get(EPOCH);
        if (words.incrementAndGet(ARRIVED) == parties) {
            words.set(ARRIVED, 0);
            words.set(EPOCH, epoch + 1);
            wake();
        }
    }

    /** How often all have met. */
    int epoch() {
        return words.get(EPOCH);
    }

    /** Moves on to the next epoch without anybody having arrived. */
    void advance() {
        words.incrementAndGet(EPOCH);
        wake();
    }

    /** Waits until an epoch is over, or the barrier is broken. */
    void awaitChange(int number, int epoch) {
        long end = System.nanoTime() + spinNanos;
        int turn = 0;
        while (words.get(EPOCH) == epoch && words.get(BROKEN) == 0) {
            if (++turn % TURNS_BETWEEN_LOOKS_AT_THE_CLOCK != 0) {
                Thread.onSpinWait();
            } else if (System.nanoTime() - end >= 0) {
                park(number, epoch);
            }
        }
    }

    private void park(int number, int epoch) {
        int parked = PARKED + number * APART;
        boolean interrupted = false;
        words.set(parked, 1);
        while (words.get(EPOCH) == epoch && words.get(BROKEN) == 0) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        words.set(parked, 0);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void wake() {
        for (int number = 0; number < parties; number++) {
            if (words.get(PARKED + number * APART) != 0) {
                LockSupport.unpark(threads[number]);
            }
        }
    }

    /** Lets all threads turn back that wait here, or come here later. */
    void breakUp() {
        words.set(BROKEN, 1);
        wake();
    }

    /** Makes the barrier whole again; nobody may wait. */
    void mend() {
        words.set(ARRIVED, 0);
        words.set(BROKEN, 0);
    }
}
