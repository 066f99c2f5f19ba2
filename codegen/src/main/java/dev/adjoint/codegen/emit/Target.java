package dev.adjoint.codegen.emit;

/**
 * The machine to write for.
 *
 * @param lanes how many floats a vector holds: 4, 8 or 16; 0 for plain loops
 * @param capacity the largest number of rows, which shapes are chosen for; the code runs for any smaller number
 */
public record Target(int lanes, int capacity) {
    /** Plain loops, whatever the machine. */
    static final Target PLAIN = new Target(0, 1);

    /** The vector registers of a machine: AVX-512 and 128-bit ARM have 32, AVX2 has 16. */
    private static final int MANY_REGISTERS = 32;

    private static final int FEW_REGISTERS = 16;

    public boolean hasVectors() {
        return lanes > 0;
    }

    int registers() {
        return lanes == 8 ? FEW_REGISTERS : MANY_REGISTERS;
    }
}
