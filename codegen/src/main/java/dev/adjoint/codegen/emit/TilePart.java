package dev.adjoint.codegen.emit;

/** What tiles do of a contraction whose sums are added part by part. */
enum TilePart {
    /** All of it: sums that begin at zero are finished. */
    WHOLE(true, true, ""),
    /** Sums begin at zero and wait for the next part. */
    FIRST(true, false, "First"),
    /** Sums go on where the part before ended, and wait for the next one. */
    MORE(false, false, "More"),
    /** Sums go on, and are finished. */
    LAST(false, true, "Last"),
    /** Nothing is added any more: what waits is finished. */
    FINISH(false, true, "");

    private final boolean begins;
    private final boolean ends;
    private final String suffix;

    TilePart(boolean begins, boolean ends, String suffix) {
        this.begins = begins;
        this.ends = ends;
        this.suffix = suffix;
    }

    /** Whether the sums begin at zero. */
    boolean begins() {
        return begins;
    }

    /** Whether the sums are complete. */
    boolean ends() {
        return ends;
    }

    /** What the names of its methods end with. */
    String suffix() {
        return suffix;
    }
}
