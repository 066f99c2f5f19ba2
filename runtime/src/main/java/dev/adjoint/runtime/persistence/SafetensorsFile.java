package dev.adjoint.runtime.persistence;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tensors by name and texts by key, as a file in the safetensors format: eight bytes with the length of the header,
 * little-endian; the header, a JSON object with type, shape and place of each tensor; the numbers, little-endian.
 * Only tensors of type F32 are supported.
 *
 * @param metadata texts of any kind
 * @param tensors in the order in which they lie in the file
 */
public record SafetensorsFile(Map<String, String> metadata, Map<String, StoredTensor> tensors) {
    public SafetensorsFile {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    /**
     * Reads a file. Nothing in it is trusted: all lengths are checked against the size of the file before memory is
     * taken for them.
     *
     * @throws dev.adjoint.api.PersistenceException if it cannot be read or breaks a rule of the format
     */
    public static SafetensorsFile read(Path file) {
        return new SafetensorsReader(file).read();
    }

    /**
     * Writes a file: to a temporary one beside it first, which takes its place when it is complete.
     *
     * @throws dev.adjoint.api.PersistenceException if it cannot be written; a file that was there before is kept
     */
    public void write(Path file) {
        new SafetensorsWriter(this).write(file);
    }
}
