package dev.adjoint.codegen.crew;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Threads that work for whoever asks first: a run is made by the caller and the crew's own threads together. There is one
 * crew of each size in the process. Its threads start with the first run; between runs they wait, after a moment without using
 * the processor, and they never keep the process alive.
 */
public final class Crew {
    /**
     * Several times as long as a system lets one thread run while another waits. It wakes a parked thread on the processor
     * of the thread that wakes it, moves none that has just run, and gives a processor of its own only to a thread that
     * goes on wanting one: threads that park after 50 microseconds take turns on one processor, six times slower than one
     * thread alone; those that spin soon have two.
     */
    private static final long SPIN_NANOS = 10_000_000;

    private static final Map<Integer, Crew> CREWS = new ConcurrentHashMap<>();

    private final int size;
    private final AtomicBoolean busy = new AtomicBoolean();
    /** Where threads meet in the middle of a run. */
    private final Barrier inside;
    /** Whose epochs are the runs. */
    private final Barrier start;
    /** Where all meet after a run. */
    private final Barrier end;

    private final List<Thread> workers = new CopyOnWriteArrayList<>();
    private CrewProgram @Nullable [] programs;
    private int rows;
    private long key;
    private volatile @Nullable Throwable failure;

    private Crew(int size) {
        this.size = size;
        // Where there are fewer processors than threads, spinning keeps from work whom one waits for.
        long spin = Runtime.getRuntime().availableProcessors() < size ? 0 : SPIN_NANOS;
        this.inside = new Barrier(size, spin);
        this.start = new Barrier(size, spin);
        this.end = new Barrier(size, spin);
    }

    /** The crew of a size, the caller of a run among them. */
    public static Crew of(int size) {
        return CREWS.computeIfAbsent(size, Crew::new);
    }

    /** The crew's own threads, as many as have been started. */
    public List<Thread> workers() {
        return List.copyOf(workers);
    }

    /**
     * Runs a program on all threads, unless the crew is busy with another run: then nothing happens, and the caller best
     * runs the program alone.
     *
     * @param instances one instance of the program for each thread
     * @return whether it ran
     */
    public boolean tryRun(CrewProgram[] instances, int newRows, long newKey) {
        if (!busy.compareAndSet(false, true)) {
            return false;
        }
        try {
            return isComplete() && run(instances, newRows, newKey);
        } finally {
            busy.set(false);
        }
    }

    private boolean run(CrewProgram[] instances, int newRows, long newKey) {
        Thread caller = Thread.currentThread();
        inside.enlist(0, caller);
        end.enlist(0, caller);
        programs = instances;
        rows = newRows;
        key = newKey;
        start.advance();
        work(0, instances[0]);
        end.await(0);
        programs = null;
        Throwable thrown = failure;
        if (thrown != null) {
            failure = null;
            inside.mend();
            Crew.<RuntimeException>rethrow(thrown);
        }
        return true;
    }

    private void work(int number, CrewProgram program) {
        try {
            program.work(rows, key, number, size, inside);
        } catch (Barrier.Broken turnBack) {
            // The thread that failed says why.
        } catch (Throwable thrown) {
            fail(thrown);
        }
    }

    private synchronized void fail(Throwable thrown) {
        if (failure == null) {
            failure = thrown;
        }
        inside.breakUp();
    }

    /** Starts the threads that are missing; false if the system has no more threads to give. */
    private boolean isComplete() {
        try {
            while (workers.size() < size - 1) {
                int number = workers.size() + 1;
                int epoch = start.epoch();
                Thread thread =
                        new Thread(null, () -> serve(number, epoch), "adjoint-" + size + "-" + number, 0, false);
                thread.setDaemon(true);
                thread.setContextClassLoader(Crew.class.getClassLoader());
                for (Barrier barrier : new Barrier[] {inside, start, end}) {
                    barrier.enlist(number, thread);
                }
                thread.start();
                workers.add(thread);
            }
            return true;
        } catch (OutOfMemoryError noMoreThreads) {
            return false;
        }
    }

    private void serve(int number, int firstEpoch) {
        int epoch = firstEpoch;
        while (true) {
            start.awaitChange(number, epoch);
            epoch++;
            CrewProgram[] running = programs;
            if (running != null) {
                work(number, running[number]);
            }
            running = null;
            // Nobody may interrupt a thread of the crew, or has to: it would only park badly.
            Thread.interrupted();
            end.arrive();
        }
    }

    /** Throws anything: the caller sees what its program threw, on whichever thread that was. */
    @SuppressWarnings("unchecked") // the cast vanishes; that is its purpose
    private static <T extends Throwable> void rethrow(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
