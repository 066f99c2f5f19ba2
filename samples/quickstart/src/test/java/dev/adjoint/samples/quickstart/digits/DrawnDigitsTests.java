package dev.adjoint.samples.quickstart.digits;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.DataException;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.runtime.data.Column;
import dev.adjoint.runtime.data.Dataset;
import dev.adjoint.runtime.data.IdxFile;
import dev.adjoint.runtime.data.IdxSpec;
import dev.adjoint.runtime.data.TrainTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DrawnDigitsTests {
    private static final int PIXELS = 28 * 28;

    @TempDir
    Path folder;

    @Test
    void theReaderOfMnistReadsBothParts() {
        new DrawnDigits(300, 100, 1).write(folder);

        TrainTest data = new IdxSpec().load(folder);

        Dataset test = data.test().orElseThrow();
        assertEquals(300, data.train().size());
        assertEquals(100, test.size());
        assertEquals(Shape.of(28, 28, 1), test.inputs().get(0).type().shape());
    }

    @Test
    void pixelsReachTheReaderAsFractionsOfWhite() {
        new DrawnDigits(20, 20, 1).write(folder);
        byte[] bytes = IdxFile.read(folder.resolve("train-images-idx3-ubyte")).values();
        Column images = new IdxSpec().load(folder).train().inputs().get(0);

        float[] image = new float[PIXELS];
        for (int row = 0; row < images.size(); row++) {
            images.copy(row, image, 0);
            for (int i = 0; i < PIXELS; i++) {
                assertEquals((bytes[row * PIXELS + i] & 0xff) / 255f, image[i], 1e-6f);
            }
        }
    }

    @Test
    void everyDigitOccursInBothPartsAboutAsOftenAsAnyOther() {
        new DrawnDigits(2_000, 1_000, 1).write(folder);

        assertBalanced("train");
        assertBalanced("t10k");
    }

    private void assertBalanced(String part) {
        byte[] labels =
                IdxFile.read(folder.resolve(part + "-labels-idx1-ubyte")).values();
        int[] counts = new int[10];
        for (byte label : labels) {
            counts[label]++;
        }
        for (int count : counts) {
            assertEquals(labels.length / 10.0, count, labels.length / 25.0, () -> part + Arrays.toString(counts));
        }
    }

    @Test
    void oneSeedGivesTheSameFilesEachTime() throws IOException {
        new DrawnDigits(50, 20, 7).write(folder.resolve("first"));
        new DrawnDigits(50, 20, 7).write(folder.resolve("second"));

        for (String file : List.of("train-images-idx3-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte")) {
            assertEquals(
                    -1,
                    Files.mismatch(
                            folder.resolve("first").resolve(file),
                            folder.resolve("second").resolve(file)));
        }
    }

    @Test
    void theFirstImageIsTheSameOnEveryMachine() {
        new DrawnDigits(1, 1, 42).write(folder);

        int hash = Arrays.hashCode(
                IdxFile.read(folder.resolve("train-images-idx3-ubyte")).values());

        assertEquals(1423824840, hash);
    }

    @Test
    void noTwoImagesAreAlike() {
        new DrawnDigits(200, 1, 3).write(folder);
        byte[] images = IdxFile.read(folder.resolve("train-images-idx3-ubyte")).values();

        for (int row = 1; row < 200; row++) {
            assertFalse(
                    Arrays.equals(images, row * PIXELS, (row + 1) * PIXELS, images, 0, PIXELS),
                    "image " + row + " is image 0");
        }
    }

    @Test
    void everyGlyphLeavesInkAndPaper() {
        byte[] image = new byte[PIXELS];
        Hand hand = new Hand(new Random(5));
        for (int i = 0; i < 500; i++) {
            hand.write(i % 10, image, 0);
            int ink = 0;
            for (byte pixel : image) {
                ink += (pixel & 0xff) > 127 ? 1 : 0;
            }
            int seen = ink;
            assertTrue(ink > 8 && ink < PIXELS / 2, () -> "digit has " + seen + " pixels of ink");
        }
    }

    @Test
    void aGlyphIsReadAsPointsOfAGrid() {
        Glyph seven = Glyph.parse("10 80 | 80 39");

        assertEquals(
                List.of(new Point(1, 0), new Point(8, 0)),
                seven.strokes().get(0).points());
        assertEquals(
                List.of(new Point(8, 0), new Point(3, 9)),
                seven.strokes().get(1).points());
    }

    @Test
    void aCurveGoesThroughItsPoints() {
        Stroke stroke = Glyph.parse("12 30 70 83").strokes().get(0);

        List<Point> curve = stroke.curve();

        assertTrue(curve.containsAll(stroke.points()), curve::toString);
    }

    @Test
    void aCanvasIsWhiteWhereThePenWasAndBlackFarFromIt() {
        Canvas canvas = new Canvas(5);
        canvas.draw(List.of(new Point(0, 2.5), new Point(5, 2.5)), 0.5);
        byte[] image = new byte[25];
        canvas.copy(image, 0);

        byte white = (byte) 255;
        assertArrayEquals(new byte[] {0, 0, 0, 0, 0}, Arrays.copyOfRange(image, 0, 5));
        assertArrayEquals(new byte[] {white, white, white, white, white}, Arrays.copyOfRange(image, 10, 15));
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws IOException {
        Path file = Files.createFile(folder.resolve("taken"));

        DataException error = assertThrows(DataException.class, () -> new DrawnDigits(1, 1, 1).write(file));

        assertTrue(String.valueOf(error.getMessage()).contains(file.toString()), error::toString);
    }
}
