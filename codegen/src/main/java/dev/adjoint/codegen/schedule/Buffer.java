package dev.adjoint.codegen.schedule;

import dev.adjoint.codegen.index.Size;

/**
 * A stretch of memory that the program names; compared by identity.
 */
public final class Buffer {
    /** Who fills a buffer and how long it lives. */
    public enum Kind {
        INPUT,
        VARIABLE,
        CONSTANT,
        OUTPUT,
        SCRATCH
    }

    private final String name;
    private final Size size;
    private final long slack;
    private final Kind kind;

    Buffer(String name, Size size, Kind kind) {
        this(name, size, 0, kind);
    }

    Buffer(String name, Size size, long slack, Kind kind) {
        this.name = name;
        this.size = size;
        this.slack = slack;
        this.kind = kind;
    }

    /** A Java identifier, unique in the program. */
    public String name() {
        return name;
    }

    /** The number of elements. */
    public Size size() {
        return size;
    }

    /** How many elements more there are behind them. */
    public long slack() {
        return slack;
    }

    public Kind kind() {
        return kind;
    }

    @Override
    public String toString() {
        return name;
    }
}
