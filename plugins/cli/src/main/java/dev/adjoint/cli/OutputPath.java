package dev.adjoint.cli;

import dev.adjoint.api.PersistenceException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Where a command is going to write; tried before work begins that would be lost. */
final class OutputPath {
    private OutputPath() {}

    /**
     * Fails unless a file can be written, which takes the place of the one that may be there.
     *
     * @param option the option that names the file
     */
    static void requireFile(Path file, String option) {
        String names = "; " + option + " names a file in a directory that can be written to";
        Path folder = file.toAbsolutePath().resolveSibling("");
        if (Files.isDirectory(file)) {
            throw new PersistenceException("cannot save " + file + ": it is a directory" + names);
        }
        if (!Files.isDirectory(folder)) {
            String reason = Files.exists(folder) ? folder + " is no directory" : "there is no directory " + folder;
            throw new PersistenceException("cannot save " + file + ": " + reason + names);
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new PersistenceException(
                    "cannot save " + file + ": it is there already and is no regular file" + names);
        }
        if (Files.exists(file) && !Files.isWritable(file)) {
            throw new PersistenceException("cannot save " + file + ": it is there already and is read-only" + names);
        }
        try {
            tryToWrite(folder);
        } catch (IOException e) {
            throw new PersistenceException(
                    "cannot save " + file + ": nothing can be written to " + folder + " (" + reason(e) + ")" + names,
                    e);
        }
    }

    /**
     * Fails unless files can be written to a folder, which is made if it is not there.
     *
     * @param option the option that names the folder
     */
    static void requireFolder(Path folder, String option) {
        try {
            Files.createDirectories(folder);
            tryToWrite(folder);
        } catch (IOException e) {
            throw new PersistenceException(
                    option + " is " + folder + ", but nothing can be written there (" + reason(e)
                            + "); expected a directory that can be made or written to",
                    e);
        }
    }

    /** What kept a file from being written; the message of some exceptions is nothing but the path. */
    private static String reason(IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return "it is no directory";
        }
        if (failure instanceof NoSuchFileException) {
            return "the system makes no files there";
        }
        return failure instanceof FileSystemException system && system.getReason() != null
                ? system.getReason()
                : failure.toString();
    }

    /** Permissions alone do not tell: the disk may be mounted read-only, or be made up by the system. */
    private static void tryToWrite(Path folder) throws IOException {
        Files.delete(Files.createTempFile(folder, ".adjoint", ".tmp"));
    }
}
