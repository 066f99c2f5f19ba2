package dev.adjoint.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code adjoint inspect tuning}: what was tried for each kernel on this machine, how long it took, and what was chosen. */
@Command(
        name = "tuning",
        description = {
            "Shows which ways of computing each kernel were timed on this machine, in microseconds, and which was chosen.",
            "Takes what the cache has; else times for as long as --tune says, 2 seconds by default."
        })
final class InspectTuningCommand implements Runnable {
    @Mixin
    private final ProgramOptions program = new ProgramOptions();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Override
    public void run() {
        program.printTuning(common);
    }
}
