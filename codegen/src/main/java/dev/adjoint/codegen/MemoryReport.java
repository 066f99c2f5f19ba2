package dev.adjoint.codegen;

import dev.adjoint.api.backend.MemoryMap;
import dev.adjoint.api.backend.MemoryUse;
import java.util.Locale;

/** Where a program keeps what it reads and writes, and how much it has to keep, as a text for people. */
final class MemoryReport {
    private MemoryReport() {}

    static String of(MemoryMap map, MemoryUse use, int capacity) {
        StringBuilder text = new StringBuilder();
        text.append(String.format("%-44s %-9s %12s %6s  %s%n", "buffer", "kind", "floats", "array", "kernels"));
        for (MemoryMap.Stretch buffer : map.buffers()) {
            String lived = buffer.lifetime()
                    .map(life -> life.first() + " to " + life.last())
                    .orElse("");
            text.append(String.format(
                    "%-44s %-9s %12d %6d  %s%n", buffer.name(), buffer.kind(), buffer.floats(), buffer.array(), lived));
        }
        long asked = map.buffers().stream().mapToLong(MemoryMap.Stretch::floats).sum();
        long total = map.arrays().stream().mapToLong(Integer::longValue).sum();
        text.append(String.format(
                "%d buffers of %d floats in %d arrays of %d floats (%.2f MB) for %d rows%n",
                map.buffers().size(), asked, map.arrays().size(), total, total * 4 / 1e6, capacity));
        text.append(String.format(
                Locale.ROOT,
                "%,d bytes at most, %.2f times the %,d bytes that have to live at once%n",
                use.bytes(),
                use.ratio(),
                use.needed()));
        text.append(String.format(
                Locale.ROOT,
                "%.2f times the %,d bytes without gradients: %,d of parameters and optimizer state, %,d of inputs and activations%n",
                use.ratioToKept(),
                use.kept(),
                use.variables(),
                use.activations()));
        return text.toString();
    }
}
