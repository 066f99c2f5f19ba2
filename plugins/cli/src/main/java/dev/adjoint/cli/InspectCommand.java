package dev.adjoint.cli;

import picocli.CommandLine.Command;

/** {@code adjoint inspect}: what a model is made into. */
@Command(
        name = "inspect",
        description = "Shows what a model is made into, from its layers to the generated source.",
        subcommands = {
            InspectSummaryCommand.class,
            InspectGraphCommand.class,
            InspectScheduleCommand.class,
            InspectMemoryCommand.class,
            InspectCostCommand.class,
            InspectSourceCommand.class,
            InspectTuningCommand.class
        })
final class InspectCommand {}
