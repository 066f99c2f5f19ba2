package dev.adjoint.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code adjoint inspect source}: the generated Java source. */
@Command(name = "source", description = "Shows the generated Java source.")
final class InspectSourceCommand implements Runnable {
    @Mixin
    private final ProgramOptions program = new ProgramOptions();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Override
    public void run() {
        program.printReport("source", common);
    }
}
