package dev.adjoint.samples.benchmarks;

import dev.adjoint.api.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Where results and pictures go: checked before anything is measured, since measuring takes minutes. */
final class Destination {
    private Destination() {}

    /**
     * A file that can be written.
     *
     * @throws ConfigurationException if its folder does not exist, or does not let it be written
     */
    static Path file(String option, String text) {
        Path file = path(option, text);
        if (Files.isDirectory(file)) {
            throw wrong(option, text, "a file, not a folder");
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw wrong(option, text, "a file in a folder that exists");
        }
        if (!Files.isWritable(Files.exists(file) ? file : folder)) {
            throw wrong(option, text, "a file that can be written");
        }
        return file;
    }

    /**
     * A folder for files.
     *
     * @throws ConfigurationException if it does not exist, or cannot be written to
     */
    static Path folder(String option, String text) {
        Path folder = path(option, text);
        if (!Files.isDirectory(folder)) {
            throw wrong(option, text, "a folder that exists");
        }
        if (!Files.isWritable(folder)) {
            throw wrong(option, text, "a folder that can be written to");
        }
        return folder;
    }

    private static Path path(String option, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new ConfigurationException(option + " is '" + text + "'; expected a path", e);
        }
    }

    private static ConfigurationException wrong(String option, String text, String expected) {
        return new ConfigurationException(option + " is '" + text + "'; expected " + expected);
    }
}
