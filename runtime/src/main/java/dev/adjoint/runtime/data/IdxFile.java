package dev.adjoint.runtime.data;

import dev.adjoint.api.DataException;
import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.TensorType;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/**
 * An array of unsigned bytes in the IDX format that MNIST is distributed in: two zero bytes, the type 0x08, the number
 * of axes, the size of each axis as a big-endian 32-bit number, then the elements in row-major order. Files may be
 * compressed with gzip; whether they are is seen from their first bytes.
 *
 * @param sizes the size of each axis, the rows first
 * @param values the elements, which must not be changed
 */
public record IdxFile(List<Integer> sizes, byte[] values) {
    private static final int UNSIGNED_BYTES = 0x08;
    private static final int GZIP_MAGIC = 0x1f8b;

    public IdxFile {
        sizes = List.copyOf(sizes);
        if (values.length != elements(sizes)) {
            throw new DataException("an array of sizes " + sizes + " cannot hold " + values.length + " bytes");
        }
    }

    /** The product of the sizes, or -1 if a size is negative or the product is no array length. */
    private static long elements(List<Integer> sizes) {
        long elements = 1;
        for (int size : sizes) {
            elements *= size;
            if (size < 0 || elements > Integer.MAX_VALUE - 8) {
                return -1;
            }
        }
        return elements;
    }

    /**
     * Reads a file.
     *
     * @throws DataException if it cannot be read, or is not in the format
     */
    public static IdxFile read(Path path) {
        try (InputStream file = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
            return read(path, new DataInputStream(unzipped(file)));
        } catch (NoSuchFileException e) {
            throw new DataException(path + " does not exist", e);
        } catch (EOFException | ZipException e) {
            throw new DataException(path + " is cut off or damaged: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new DataException("cannot read " + path + ": " + e, e);
        }
    }

    private static InputStream unzipped(InputStream file) throws IOException {
        file.mark(2);
        int magic = file.read() << 8 | file.read();
        file.reset();
        return magic == GZIP_MAGIC ? new GZIPInputStream(file, 1 << 16) : file;
    }

    private static IdxFile read(Path path, DataInputStream data) throws IOException {
        byte[] magic = data.readNBytes(4);
        if (magic.length < 4 || magic[0] != 0 || magic[1] != 0 || magic[2] != UNSIGNED_BYTES || magic[3] < 1) {
            throw new DataException(path + " begins with the bytes " + hex(magic)
                    + "; expected an IDX file of unsigned bytes: 00 00 08 and the number of axes");
        }
        Integer[] sizes = new Integer[magic[3]];
        for (int axis = 0; axis < sizes.length; axis++) {
            byte[] size = data.readNBytes(4);
            if (size.length < 4) {
                throw truncated(path, 4 * (1L + axis) + size.length, 4L * (1 + sizes.length), "a header of ");
            }
            sizes[axis] = (size[0] & 0xff) << 24 | (size[1] & 0xff) << 16 | (size[2] & 0xff) << 8 | size[3] & 0xff;
        }
        long elements = elements(List.of(sizes));
        if (elements < 0 || List.of(sizes).subList(1, sizes.length).contains(0)) {
            throw new DataException(path + " states the sizes " + List.of(sizes)
                    + ", at byte 4; expected positive sizes and at most 2^31 elements");
        }
        // Reads piece by piece: a header that promises more than there is reserves no memory for it.
        byte[] values = data.readNBytes((int) elements);
        long header = 4L * (1 + sizes.length);
        if (values.length < elements) {
            throw truncated(path, header + values.length, header + elements, "sizes " + List.of(sizes) + ", that is ");
        }
        if (data.read() >= 0) {
            throw new DataException(path + " goes on after byte " + (header + elements) + ", where its sizes "
                    + List.of(sizes) + " say that it ends");
        }
        return new IdxFile(List.of(sizes), values);
    }

    private static DataException truncated(Path path, long end, long expected, String what) {
        return new DataException(path + " ends after byte " + end + "; expected " + what + expected + " bytes");
    }

    private static String hex(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte each : bytes) {
            text.append(text.isEmpty() ? "" : " ").append(String.format("%02x", each));
        }
        return text.isEmpty() ? "(none)" : text.toString();
    }

    /**
     * Writes a file, compressed if its name ends in {@code .gz}.
     *
     * @throws DataException if it cannot be written
     */
    public void write(Path path) {
        boolean zip = path.toString().endsWith(".gz");
        try (OutputStream file = Files.newOutputStream(path);
                DataOutputStream data =
                        new DataOutputStream(new BufferedOutputStream(zip ? new GZIPOutputStream(file) : file))) {
            data.writeInt(UNSIGNED_BYTES << 8 | sizes.size());
            for (int size : sizes) {
                data.writeInt(size);
            }
            data.write(values);
        } catch (IOException e) {
            throw new DataException("cannot write " + path + ": " + e, e);
        }
    }

    /** The elements of each row as numbers v * scale; images of one channel, [h, w], as [h, w, 1]. */
    public Column numbers(String name, double scale) {
        List<Integer> row = sizes.subList(1, sizes.size());
        Shape shape = new Shape(row);
        return ByteColumn.of(name, TensorType.floats(row.size() == 2 ? shape.insert(2, 1) : shape), values, scale);
    }

    /**
     * The bytes as class indices.
     *
     * @throws DataException if there is more than one axis
     */
    public Column classes(String name) {
        if (sizes.size() != 1) {
            throw new DataException("labels have the sizes " + sizes + "; expected one axis, a label for each row");
        }
        return ByteColumn.of(name, new TensorType(DType.INT, Shape.SCALAR), values, 1);
    }
}
