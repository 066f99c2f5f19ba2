package dev.adjoint.codegen.emit;

/**
 * The machine to write for.
 *
 * @param lanes how many floats a vector holds: 4, 8 or 16; 0 for plain loops
 */
public record Target(int lanes) {
    public boolean hasVectors() {
        return lanes > 0;
    }
}
