package dev.adjoint.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code adjoint inspect memory}: where each tensor lies in memory, and how much there is. */
@Command(name = "memory", description = "Shows where each tensor lies in memory, and how much there is.")
final class InspectMemoryCommand implements Runnable {
    @Mixin
    private final ProgramOptions program = new ProgramOptions();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Override
    public void run() {
        program.printReport("memory", common);
    }
}
