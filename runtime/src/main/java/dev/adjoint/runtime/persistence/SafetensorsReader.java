package dev.adjoint.runtime.persistence;

import dev.adjoint.api.PersistenceException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads a safetensors file. */
final class SafetensorsReader {
    /** The longest header, in bytes, as the format sets it. */
    static final long LONGEST_HEADER = 100_000_000;

    private static final int CHUNK = 1 << 20;

    private final Path file;

    SafetensorsReader(Path file) {
        this.file = file;
    }

    SafetensorsFile read() {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return read(channel);
        } catch (NoSuchFileException e) {
            throw new PersistenceException(file + ": does not exist", e);
        } catch (IOException e) {
            throw new PersistenceException(file + ": cannot be read: " + e, e);
        } catch (PersistenceException e) {
            throw new PersistenceException(file + ": " + e.getMessage(), e);
        }
    }

    private SafetensorsFile read(FileChannel channel) throws IOException {
        long size = channel.size();
        if (size < Long.BYTES) {
            throw new PersistenceException(
                    "holds " + size + " bytes; a safetensors file begins with 8 bytes for the length of its header");
        }
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(size, CHUNK)).order(ByteOrder.LITTLE_ENDIAN);
        long length = fill(buffer, channel, Long.BYTES).getLong();
        if (length < 2 || length > LONGEST_HEADER || length > size - Long.BYTES) {
            throw new PersistenceException(
                    "states a header of " + Long.toUnsignedString(length) + " bytes in a file of " + size
                            + " bytes; it is no safetensors file, or it is incomplete or damaged");
        }
        byte[] json = new byte[(int) length];
        readFully(channel, ByteBuffer.wrap(json));
        SafetensorsHeader header = SafetensorsHeader.of(PlainJson.read(json), size - Long.BYTES - length);
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        for (SafetensorsHeader.Entry entry : header.entries()) {
            tensors.put(entry.name(), new StoredTensor(entry.shape(), floats(buffer, channel, entry.elements())));
        }
        return new SafetensorsFile(header.metadata(), tensors);
    }

    private static float[] floats(ByteBuffer buffer, FileChannel channel, int count) throws IOException {
        float[] values = new float[count];
        for (int done = 0; done < count; ) {
            int part = Math.min(count - done, CHUNK / Float.BYTES);
            fill(buffer, channel, part * Float.BYTES).asFloatBuffer().get(values, done, part);
            done += part;
        }
        return values;
    }

    private static ByteBuffer fill(ByteBuffer buffer, FileChannel channel, int bytes) throws IOException {
        buffer.clear().limit(bytes);
        readFully(channel, buffer);
        return buffer.flip();
    }

    private static void readFully(FileChannel channel, ByteBuffer target) throws IOException {
        while (target.hasRemaining()) {
            if (channel.read(target) < 0) {
                throw new PersistenceException("ends before its last number; it changed while it was read");
            }
        }
    }
}
