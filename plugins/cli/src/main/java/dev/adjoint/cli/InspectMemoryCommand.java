package dev.adjoint.cli;

import dev.adjoint.api.backend.Executable;
import dev.adjoint.api.backend.MemoryMap;
import dev.adjoint.api.backend.MemoryUse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
        program.printReport("memory", InspectMemoryCommand::plain, common);
    }

    private static Map<String, @Nullable Object> plain(Executable executable) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        plain.put("program", executable.program().name());
        plain.put("rows", executable.capacity());
        executable.memory().ifPresent(use -> add(use, plain));
        executable.memoryMap().ifPresent(map -> {
            plain.put("arrays", map.arrays());
            plain.put(
                    "buffers",
                    map.buffers().stream().map(InspectMemoryCommand::plain).toList());
        });
        return plain;
    }

    private static void add(MemoryUse use, Map<String, @Nullable Object> plain) {
        plain.put("bytes", use.bytes());
        plain.put("needed", use.needed());
        plain.put("ratio", use.ratio());
        plain.put("variables", use.variables());
        plain.put("activations", use.activations());
        plain.put("kept", use.kept());
        plain.put("ratio_to_kept", use.ratioToKept());
    }

    private static Map<String, @Nullable Object> plain(MemoryMap.Stretch buffer) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        plain.put("name", buffer.name());
        plain.put("kind", buffer.kind());
        plain.put("floats", buffer.floats());
        plain.put("array", buffer.array());
        plain.put("first", buffer.lifetime().map(MemoryMap.Lifetime::first));
        plain.put("last", buffer.lifetime().map(MemoryMap.Lifetime::last));
        return plain;
    }
}
