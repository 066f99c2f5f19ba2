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
    private Size size;
    private final long slack;
    private Size content;
    private final Kind kind;

    Buffer(String name, Size size, Size content, Kind kind) {
        this(name, size, 0, content, kind);
    }

    Buffer(String name, Size size, long slack, Size content, Kind kind) {
        this.name = name;
        this.size = size;
        this.slack = slack;
        this.content = content;
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

    /** Says that only so many rows are held at a time. */
    void hold(long rows) {
        size = new Size(Math.multiplyExact(size.factor(), rows), 0);
        content = new Size(Math.multiplyExact(content.factor(), rows), 0);
    }

    /** How many elements more there are behind them. */
    public long slack() {
        return slack;
    }

    /** The number of elements of the tensor that it holds; none for the working memory of a kernel. */
    public Size content() {
        return content;
    }

    public Kind kind() {
        return kind;
    }

    @Override
    public String toString() {
        return name;
    }
}
