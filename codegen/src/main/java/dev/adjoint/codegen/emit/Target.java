package dev.adjoint.codegen.emit;

/**
 * The machine to write for.
 *
 * @param lanes how many floats a vector holds: 4, 8 or 16; 0 for plain loops
 * @param capacity the largest number of rows, which shapes are chosen for; the code runs for any smaller number
 * @param team the threads that share the work
 * @param division how the work of a kernel is divided among them
 * @param choices what was found out about kernels on this machine
 * @param trial whether the code is only for timing, and its sums can be cut short
 * @param cache how many floats a core holds in the cache that it has for itself
 */
public record Target(
        int lanes, int capacity, Team team, Division division, Choices choices, boolean trial, long cache) {
    /** How the work of a kernel is divided among threads. */
    enum Division {
        /** Not at all. */
        NONE,
        /** Along the loop that gives the most equal parts. */
        BEST,
        /** Along the rows, where each thread needs nothing of the others' rows. */
        ROWS,
        /** Along the rows that are summed, some after the others. */
        SUMMED_ROWS
    }

    /** Plain loops, whatever the machine. */
    static final Target PLAIN = new Target(0, 1);

    /** The vector registers of a machine: AVX-512 and 128-bit ARM have 32, AVX2 has 16. */
    private static final int MANY_REGISTERS = 32;

    private static final int FEW_REGISTERS = 16;
    /** A megabyte, as most cores of servers and desktops have at least. */
    private static final long CACHE = 1 << 18;

    /** One thread. */
    public Target(int lanes, int capacity) {
        this(lanes, capacity, Team.ALONE);
    }

    public Target(int lanes, int capacity, Team team) {
        this(lanes, capacity, team, Division.NONE, Choices.NONE, false, CACHE);
    }

    Target divided(Division way) {
        return new Target(lanes, capacity, team, way, choices, trial, cache);
    }

    /** The same machine with one thread. */
    public Target alone() {
        return new Target(lanes, capacity, Team.ALONE, Division.NONE, choices, trial, cache);
    }

    /** The same machine, about which something was found out. */
    public Target with(Choices found) {
        return new Target(lanes, capacity, team, division, found, trial, cache);
    }

    /** The same machine with a cache of another size. */
    public Target withCache(long floats) {
        return new Target(lanes, capacity, team, division, choices, trial, floats);
    }

    /** The same machine, for code that is only timed. */
    Target forTrial() {
        return new Target(lanes, capacity, team, division, choices, true, cache);
    }

    /** Plain loops, for as many rows and divided in the same way. */
    public Target withoutVectors() {
        return new Target(0, capacity, team, division, choices, trial, cache);
    }

    boolean isDivided() {
        return division != Division.NONE;
    }

    public boolean hasVectors() {
        return lanes > 0;
    }

    int registers() {
        return lanes == 8 ? FEW_REGISTERS : MANY_REGISTERS;
    }
}
