package dev.adjoint.cli;

import dev.adjoint.api.backend.Executable;
import dev.adjoint.runtime.plugin.PluginRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code adjoint inspect memory}: where each tensor lies in memory, how much there is and has to be. */
@Command(name = "memory", description = "Shows where each tensor lies in memory, and how much there is and has to be.")
final class InspectMemoryCommand implements Runnable {
    @Mixin
    private final ProgramOptions program = new ProgramOptions();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Override
    public void run() {
        if (!common.json()) {
            program.printReport("memory", common);
            return;
        }
        PluginRegistry registry = common.registry();
        Executable executable = program.compile(registry);
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("memory", program.report("memory", executable, registry));
        executable.memory().ifPresent(use -> {
            plain.put("bytes", use.bytes());
            plain.put("needed", use.needed());
            plain.put("ratio", use.ratio());
        });
        common.printJson(plain);
    }
}
