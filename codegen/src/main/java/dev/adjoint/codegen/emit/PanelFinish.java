package dev.adjoint.codegen.emit;

import dev.adjoint.codegen.index.Affine;
import java.util.List;

/** Finishes and stores the sums of a panel, which wait in memory until all its tiles are done. */
interface PanelFinish {
    /** Where the sums wait. */
    WaitingSums sums();

    /**
     * The methods that finish the rows of a panel, to be called one after the other.
     *
     * @param columns how many elements across the panel there are; 0 for as many as the parameter {@code count} says
     * @param divided whether the threads divide the rows
     */
    List<Method> methods(
            String name, String restName, List<String> arguments, Affine panel, int columns, boolean divided);
}
