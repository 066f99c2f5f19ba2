package dev.adjoint.runtime.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.ConfigurationException;
import dev.adjoint.api.DataException;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.TensorType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class IdxFileTests {
    @TempDir
    Path folder = Path.of("");

    @Property(tries = 50)
    void whatIsWrittenIsRead(@ForAll @Size(value = 12) byte[] values, @ForAll boolean zip) throws IOException {
        Path file = Files.createTempFile("adjoint", zip ? ".gz" : ".idx");
        try {
            new IdxFile(List.of(2, 3, 2), values).write(file);
            IdxFile read = IdxFile.read(file);
            assertEquals(List.of(2, 3, 2), read.sizes());
            assertArrayEquals(values, read.values());
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void pixelsAreScaledAndLabelsAreClassIndices() {
        Column pixels = new IdxFile(List.of(2, 1, 2), new byte[] {0, (byte) 255, 51, 1}).numbers("image", 1 / 255.0);
        assertEquals(Shape.of(1, 2, 1), pixels.type().shape());
        float[] row = new float[2];
        pixels.copy(0, row, 0);
        assertArrayEquals(new float[] {0, 1}, row);
        pixels.copy(1, row, 0);
        assertArrayEquals(new float[] {0.2f, 1 / 255f}, row);
        Column labels = new IdxFile(List.of(2), new byte[] {9, (byte) 200}).classes("label");
        labels.gather(new int[] {1, 0}, 0, 2, row);
        assertArrayEquals(new float[] {200, 9}, row);
    }

    @Test
    void bytesAndNumbersUnpackedFromThemAreTheSame() {
        byte[] values = {0, 1, 2, 3, 127, (byte) 128, (byte) 254, (byte) 255};
        TensorType type = TensorType.floats(Shape.of(4));
        Column packed = ByteColumn.packed("x", type, values, 1 / 255.0);
        Column unpacked = ByteColumn.of("x", type, values, 1 / 255.0);
        assertNotEquals(packed.getClass(), unpacked.getClass());
        float[] expected = new float[5];
        float[] actual = new float[5];
        for (int row = 0; row < 2; row++) {
            packed.copy(row, expected, 1);
            unpacked.copy(row, actual, 1);
            assertArrayEquals(expected, actual);
        }
    }

    @Test
    void aDamagedFileIsReportedWithTheByteWhereItWentWrong() throws IOException {
        byte[] good = {0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6};
        assertEquals(6, IdxFile.read(write(good)).values().length);
        byte[] floats = good.clone();
        floats[2] = 0x0d;
        fails("begins with the bytes 00 00 0d 02; expected an IDX file of unsigned bytes", floats);
        fails("begins with the bytes (none)", new byte[0]);
        fails("ends after byte 10; expected a header of 12 bytes", Arrays.copyOf(good, 10));
        fails("ends after byte 16; expected sizes [2, 3], that is 18 bytes", Arrays.copyOf(good, 16));
        fails("goes on after byte 18", Arrays.copyOf(good, 19));
        byte[] huge = good.clone();
        huge[4] = 0x7f;
        fails("states the sizes [2130706434, 3], at byte 4", huge);
        huge[4] = (byte) 0x80;
        fails("states the sizes [-2147483646, 3], at byte 4", huge);
        fails("is cut off or damaged", new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0, 1, 2});
    }

    @Test
    void aHeaderThatPromisesTooMuchReservesNoMemory() throws IOException {
        byte[] promise = {0, 0, 8, 1, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xf0, 1};
        fails("ends after byte 9; expected sizes [2147483632], that is 2147483640 bytes", promise);
    }

    @Test
    void mnistIsFoundInAFolderByItsNames() {
        digits("t10k", ".gz", 10);
        TrainTest one = new IdxSpec().load(folder);
        assertEquals(8, one.train().size());
        assertEquals(2, one.test().orElseThrow().size());
        assertEquals(9, label(one.test().orElseThrow(), 1));

        digits("train", "", 20);
        TrainTest both = new IdxSpec().load(folder);
        assertEquals(20, both.train().size());
        assertEquals(10, both.test().orElseThrow().size());

        TrainTest some = new IdxSpec("", "", "", "", 15, 4, 0).load(folder);
        assertEquals(15, some.train().size());
        assertEquals(4, some.test().orElseThrow().size());
    }

    @Test
    void filesAreFoundByTheirStatedNamesAndSplit() {
        digits("train", "", 20);
        String images = "train-images-idx3-ubyte";
        String labels = "train-labels-idx1-ubyte";
        TrainTest parts = new IdxSpec(images, labels, "", "", 15, 5, 0).load(folder);
        assertEquals(15, label(parts.test().orElseThrow(), 0));
        TrainTest apart = new IdxSpec(images, labels, images, labels, 0, 0, 0).load(folder);
        assertEquals(20, apart.train().size());
        assertEquals(20, apart.test().orElseThrow().size());
    }

    @Test
    void missingAndMismatchedFilesAreNamed() throws IOException {
        failsToLoad(folder + " holds no images: expected train-images-idx3-ubyte", () -> new IdxSpec().load(folder));
        failsToLoad("gone does not exist", () -> new IdxSpec("gone", "gone", "", "", 0, 0, 0).load(folder));
        digits("train", "", 5);
        new IdxFile(List.of(4), new byte[4]).write(folder.resolve("train-labels-idx1-ubyte"));
        failsToLoad("holds 5 images, but", () -> new IdxSpec().load(folder));
        Files.delete(folder.resolve("train-labels-idx1-ubyte"));
        failsToLoad("has no labels beside it; expected train-labels-idx1-ubyte", () -> new IdxSpec().load(folder));
        assertThrows(ConfigurationException.class, () -> new IdxSpec("images", "", "", "", 0, 0, 0));
    }

    /** Digits of two pixels, the row's number in each and in the label. */
    private void digits(String part, String ending, int rows) {
        byte[] labels = new byte[rows];
        byte[] pixels = new byte[2 * rows];
        for (int row = 0; row < rows; row++) {
            labels[row] = (byte) row;
            Arrays.fill(pixels, 2 * row, 2 * row + 2, (byte) row);
        }
        new IdxFile(List.of(rows, 2, 1), pixels).write(folder.resolve(part + "-images-idx3-ubyte" + ending));
        new IdxFile(List.of(rows), labels).write(folder.resolve(part + "-labels-idx1-ubyte" + ending));
    }

    private static float label(Dataset data, int row) {
        float[] into = new float[1];
        data.targets().get(0).copy(row, into, 0);
        return into[0];
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("file"), bytes);
    }

    private void fails(String message, byte[] bytes) throws IOException {
        Path file = write(bytes);
        failsToLoad(message, () -> IdxFile.read(file));
    }

    private static void failsToLoad(String message, Executable action) {
        DataException error = assertThrows(DataException.class, action);
        assertTrue(String.valueOf(error.getMessage()).contains(message), error.toString());
    }
}
