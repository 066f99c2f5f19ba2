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
    private final Kind kind;

    Buffer(String name, Size size, Kind kind) {
        this.name = name;
        this.size = size;
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

    public Kind kind() {
        return kind;
    }

    @Override
    public String toString() {
        return name;
    }
}
