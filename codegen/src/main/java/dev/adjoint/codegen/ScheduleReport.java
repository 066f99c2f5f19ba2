package dev.adjoint.codegen;

import dev.adjoint.api.backend.KernelOutline;
import java.util.List;

/** The kernels of a program in order, as a text for people. */
final class ScheduleReport {
    private ScheduleReport() {}

    static String of(List<KernelOutline> kernels) {
        StringBuilder text = new StringBuilder();
        add(kernels, "", text);
        return text.toString();
    }

    private static void add(List<KernelOutline> kernels, String indent, StringBuilder text) {
        for (KernelOutline kernel : kernels) {
            String filled = kernel.steps().isEmpty() ? String.join(", ", kernel.fills()) : "";
            text.append(String.format("%s%-14s %-18s %s%n", indent, kernel.form(), kernel.domain(), filled));
            add(kernel.before(), indent + "  before: ", text);
            add(kernel.steps(), indent + "  each step: ", text);
        }
    }
}
