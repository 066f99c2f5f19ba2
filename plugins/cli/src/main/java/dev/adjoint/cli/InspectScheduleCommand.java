package dev.adjoint.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code adjoint inspect schedule}: which kernels the program is made into, and what each of them does. */
@Command(name = "schedule", description = "Shows which kernels the program is made into, and what each of them does.")
final class InspectScheduleCommand implements Runnable {
    @Mixin
    private final ProgramOptions program = new ProgramOptions();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Override
    public void run() {
        program.printReport("schedule", common);
    }
}
