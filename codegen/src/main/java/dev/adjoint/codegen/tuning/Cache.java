package dev.adjoint.codegen.tuning;

import dev.adjoint.api.PersistenceException;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Findings of earlier processes, in a small text file each, which appears as a whole or not at all. A file that is not as
 * it should be counts as none, and what stands in it can do no more than choose among the ways that a kernel has.
 */
final class Cache {
    private static final Logger LOG = LoggerFactory.getLogger(Cache.class);
    private static final String FIRST = "adjoint tuning, format 2";
    private static final String LAST = "end";
    private static final int LONGEST_FILE = 1 << 20;

    private final Path folder;

    Cache(Path folder) {
        this.folder = folder;
    }

    Path file(Key key) {
        return folder.resolve(key.program() + "-" + key.digest().substring(0, 16) + ".txt");
    }

    /** What was found out before, if it was. */
    Optional<Findings> read(Key key) {
        Path file = file(key);
        try {
            if (Files.size(file) > LONGEST_FILE) {
                throw new PersistenceException("it is longer than " + LONGEST_FILE + " bytes");
            }
            List<String> lines = Files.readAllLines(file);
            int last = lines.size() - 1;
            if (last < 2 || !lines.get(0).equals(FIRST) || !lines.get(last).equals(LAST)) {
                throw new PersistenceException(
                        "it does not begin with '" + FIRST + "' or does not end with '" + LAST + "'");
            }
            if (!lines.get(1).equals("key " + key.digest())) {
                throw new PersistenceException("it is about another program or machine");
            }
            return Optional.of(FindingsText.read(lines.subList(2, last)));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException | PersistenceException e) {
            LOG.warn("tuning anew: {} cannot be used: {}", file, e.getMessage());
            return Optional.empty();
        }
    }

    /** Keeps findings; where that is not possible, they are forgotten. */
    void write(Key key, Findings findings) {
        Path file = file(key);
        List<String> lines = new ArrayList<>(List.of(FIRST, "key " + key.digest()));
        FindingsText.write(findings).lines().forEach(lines::add);
        lines.add(LAST);
        try {
            Files.createDirectories(folder);
            Path draft = Files.createTempFile(folder, key.program(), ".tmp");
            try {
                Files.write(draft, lines);
                move(draft, file);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            LOG.warn("what was found by tuning is not kept: cannot write {}: {}", file, e.toString());
        }
    }

    private static void move(Path draft, Path file) throws IOException {
        try {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
