package dev.adjoint.codegen.crew;

/** A loop cut into one part for each thread. */
public final class Parts {
    private Parts() {}

    /**
     * The first turn of a part; the part ends where the next one starts.
     *
     * @param extent the turns of the loop
     * @param step the turns that stay together: all parts but the last are whole multiples of it
     */
    public static int start(int extent, int step, int part, int parts) {
        long steps = (extent + step - 1L) / step;
        return (int) Math.min(extent, steps * part / parts * step);
    }
}
