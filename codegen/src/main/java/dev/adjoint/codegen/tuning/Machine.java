package dev.adjoint.codegen.tuning;

import dev.adjoint.codegen.emit.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the speed of code depends on beside the code: processor, Java runtime, vectors, threads. */
final class Machine {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    /** What the system tells of a processor that is the same whenever it is asked. */
    private static final Set<String> ABOUT =
            Set.of("cpu family", "model", "model name", "stepping", "cache size", "CPU implementer", "CPU part");

    private Machine() {}

    /** As in {@code model name AMD EPYC, 2 processors; OpenJDK Server VM 17.0.15+6; 8 lanes, 1 thread, 64 rows; Adjoint 1.0}. */
    static String describe(Target target) {
        int processors = Runtime.getRuntime().availableProcessors();
        String version = Machine.class.getPackage().getImplementationVersion();
        return String.format(
                Locale.ROOT,
                "%s, %d processor%s; %s %s; %d lanes, %d thread%s, %d rows; Adjoint %s",
                processor(),
                processors,
                processors == 1 ? "" : "s",
                System.getProperty("java.vm.name"),
                System.getProperty("java.vm.version"),
                target.lanes(),
                target.team().threads(),
                target.team().threads() == 1 ? "" : "s",
                target.capacity(),
                version == null ? "development build" : version);
    }

    /** The model where the system tells it, else the kind. */
    private static String processor() {
        String kind = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        String windows = System.getenv("PROCESSOR_IDENTIFIER");
        if (windows != null) {
            return kind + " " + windows;
        }
        if (!Files.isReadable(PROCESSORS)) {
            return kind;
        }
        try (Stream<String> lines = Files.lines(PROCESSORS)) {
            // A virtual machine may give many processors one name.
            String first = lines.takeWhile(line -> !line.isBlank())
                    .filter(line -> ABOUT.contains(
                            line.substring(0, Math.max(0, line.indexOf(':'))).trim()))
                    .map(line -> line.replaceAll("\\s*:\\s*", " "))
                    .collect(Collectors.joining(", "));
            return first.isEmpty() ? kind : first;
        } catch (IOException | java.io.UncheckedIOException e) {
            return kind;
        }
    }
}
