package dev.adjoint.cli;

import dev.adjoint.api.backend.Executable;
import dev.adjoint.api.backend.KernelOutline;
import dev.adjoint.api.graph.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
        program.printReport("schedule", InspectScheduleCommand::plain, common);
    }

    private static Map<String, @Nullable Object> plain(Executable executable) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        plain.put("program", executable.program().name());
        plain.put("rows", executable.capacity());
        plain.put("kernels", plain(executable.outlines()));
        return plain;
    }

    private static List<Map<String, @Nullable Object>> plain(List<KernelOutline> kernels) {
        return kernels.stream().map(InspectScheduleCommand::plain).toList();
    }

    private static Map<String, @Nullable Object> plain(KernelOutline kernel) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        plain.put("kernel", kernel.kernel());
        plain.put("form", kernel.form());
        plain.put(
                "shape",
                kernel.domain().sizes().stream()
                        .map(InspectScheduleCommand::size)
                        .toList());
        plain.put("reads", kernel.reads());
        plain.put("fills", kernel.fills());
        plain.put("formulas", kernel.formulas());
        kernel.division().ifPresent(how -> plain.put("division", how));
        if (!kernel.steps().isEmpty()) {
            plain.put("before", plain(kernel.before()));
            plain.put("steps", plain(kernel.steps()));
        }
        return plain;
    }

    /** The size of an axis, {@code n} for the number of rows. */
    private static Object size(int size) {
        return size == Shape.ROWS ? "n" : size;
    }
}
