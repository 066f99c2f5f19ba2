package dev.adjoint.runtime.persistence;

import dev.adjoint.api.PersistenceException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a safetensors file. */
final class SafetensorsWriter {
    private static final int CHUNK = 1 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(SafetensorsWriter.class);

    private final SafetensorsFile content;
    private final ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);

    SafetensorsWriter(SafetensorsFile content) {
        this.content = content;
    }

    void write(Path file) {
        Path target = file.toAbsolutePath();
        String name =
                "." + target.getFileName() + "." + ProcessHandle.current().pid() + "-" + System.nanoTime() + ".tmp";
        Path temporary = target.resolveSibling(name);
        try {
            try (FileChannel channel =
                    FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                write(channel);
                channel.force(true);
            }
            move(temporary, target);
        } catch (IOException e) {
            throw new PersistenceException(file + ": cannot be written: " + e, e);
        } finally {
            discard(temporary);
        }
    }

    private void write(FileChannel channel) throws IOException {
        byte[] json = padded(PlainJson.write(SafetensorsHeader.of(content).toPlain()));
        buffer.clear().putLong(json.length);
        drain(channel, buffer.flip());
        drain(channel, ByteBuffer.wrap(json));
        for (StoredTensor tensor : content.tensors().values()) {
            float[] values = tensor.values();
            for (int done = 0; done < values.length; ) {
                int part = Math.min(values.length - done, CHUNK / Float.BYTES);
                buffer.clear().limit(part * Float.BYTES);
                buffer.asFloatBuffer().put(values, done, part);
                drain(channel, buffer);
                done += part;
            }
        }
    }

    /** The header with blanks behind it, so that the numbers begin at a multiple of eight bytes. */
    private static byte[] padded(byte[] json) {
        byte[] padded = Arrays.copyOf(json, (json.length + 7) / 8 * 8);
        Arrays.fill(padded, json.length, padded.length, (byte) ' ');
        return padded;
    }

    private static void drain(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void discard(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            LOG.warn("the temporary file {} could not be removed", temporary, e);
        }
    }
}
