package dev.adjoint.cli;

import dev.adjoint.runtime.text.GraphListing;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code adjoint inspect graph}: the ops of a program. */
@Command(name = "graph", description = "Shows the ops of a program, backward pass and update included.")
final class InspectGraphCommand implements Runnable {
    @Mixin
    private final ProgramOptions program = new ProgramOptions();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Override
    public void run() {
        String listing = GraphListing.of(program.program(common.registry()));
        if (common.json()) {
            common.printJson(Map.of("graph", listing));
        } else {
            common.out().print(listing);
            common.out().flush();
        }
    }
}
