package dev.adjoint.runtime.persistence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.PersistenceException;
import dev.adjoint.api.graph.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsFileTests {
    private static final String TWO = """
            {"__metadata__": {"who": "by hand"},
             "b": {"dtype": "F32", "shape": [2, 1], "data_offsets": [4, 12]},
             "a": {"dtype": "F32", "shape": [], "data_offsets": [0, 4]}}\s\s\s""";

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("f.safetensors");
    }

    @Test
    void aFileMadeByHandIsRead() throws IOException {
        write(TWO, 1.5f, -0.0f, Float.NaN);
        SafetensorsFile read = SafetensorsFile.read(file);
        assertEquals(Map.of("who", "by hand"), read.metadata());
        assertEquals(List.of("a", "b"), List.copyOf(read.tensors().keySet()));
        assertEquals(Shape.SCALAR, tensor(read, "a").shape());
        assertArrayEquals(new float[] {1.5f}, tensor(read, "a").values());
        assertEquals(Shape.of(2, 1), tensor(read, "b").shape());
        assertArrayEquals(new float[] {-0.0f, Float.NaN}, tensor(read, "b").values());
    }

    @Test
    void theBytesAreThoseOfTheFormat() throws IOException {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        tensors.put("z/k", new StoredTensor(Shape.of(1, 2), new float[] {1, -2}));
        tensors.put("a", new StoredTensor(Shape.SCALAR, new float[] {Float.POSITIVE_INFINITY}));
        new SafetensorsFile(Map.of("k", "v\""), tensors).write(file);
        String header = "{\"__metadata__\":{\"k\":\"v\\\"\"},"
                + "\"z/k\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]},"
                + "\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[8,12]}}";
        String padded = header + " ".repeat((8 - header.length() % 8) % 8);
        assertArrayEquals(bytes(padded, 1, -2, Float.POSITIVE_INFINITY), Files.readAllBytes(file));
    }

    @Test
    void largeTensorsKeepEveryBit() {
        float[] values = new float[700_001];
        Random random = new Random(1);
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.intBitsToFloat(random.nextInt());
        }
        StoredTensor tensor = new StoredTensor(Shape.of(values.length), values);
        new SafetensorsFile(Map.of(), Map.of("x", tensor)).write(file);
        assertEquals(
                -1,
                Arrays.mismatch(values, tensor(SafetensorsFile.read(file), "x").values()));
    }

    @Test
    void aFileWithoutTensorsIsRead() throws IOException {
        write("{}");
        assertEquals(Map.of(), SafetensorsFile.read(file).tensors());
    }

    @Test
    void whatIsCutOffIsNoticedWhereverTheCutIs() throws IOException {
        byte[] whole = bytes(TWO, 1, 2, 3);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThrows(PersistenceException.class, () -> SafetensorsFile.read(file));
        }
        Files.write(file, Arrays.copyOf(whole, whole.length + 1));
        assertThrows(PersistenceException.class, () -> SafetensorsFile.read(file));
    }

    @Test
    void aDamagedHeaderNeverCausesAnotherException() throws IOException {
        byte[] whole = bytes(TWO, 1, 2, 3);
        Random random = new Random(2);
        int rejected = 0;
        for (int i = 0; i < 1000; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(whole.length - 12)] = (byte) random.nextInt();
            Files.write(file, damaged);
            try {
                SafetensorsFile.read(file);
            } catch (PersistenceException e) {
                rejected++;
            }
        }
        assertTrue(rejected > 500, "only " + rejected + " of 1000 were rejected");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [0, 4] | [0, 3] | tensor 'a' of shape [] lies in the bytes from 0 to 3; expected 4 bytes
            [0, 4] | [4, 0] | tensor 'a' of shape [] lies in the bytes from 4 to 0; expected 4 bytes
            [0, 4] | [-4, 0] | tensor 'a' has the offset -4; expected a whole number of at least 0
            [0, 4] | [0.0, 4] | tensor 'a' has the offset 0.0
            [0, 4] | [0, 99999999999999999999] | tensor 'a' has the offset 99999999999999999999
            [0, 4] | [4, 8] | tensor 'a' begins at byte 4 of the numbers; expected byte 0
            [4, 12] | [0, 8] | tensor 'b' begins at byte 0 of the numbers; expected byte 4, where the one before it ends
            [4, 12] | [8, 16] | tensor 'b' begins at byte 8 of the numbers; expected byte 4
            [4, 12] | [4, 12, 13] | tensor 'b' is described by
            "shape": [2, 1] | "shape": [2, 2] | tensor 'b' of shape [2, 2] lies in the bytes from 4 to 12; expected 16 bytes
            "shape": [2, 1] | "shape": [2, -1] | tensor 'b' has the size -1
            "shape": [2, 1] | "shape": [2, 0] | tensor 'b' has the shape [2, 0], which is empty or too large
            "shape": [2, 1] | "shape": [65536, 65536] | which is empty or too large
            "shape": [2, 1] | "shape": [4294967296, 4294967296, 4294967296] | which is empty or too large
            "shape": [2, 1] | "shape": "x" | tensor 'b' is described by
            "shape": [2, 1] | "form": [2, 1] | tensor 'b' is described by
            "dtype": "F32", "shape": [2, 1] | "dtype": "BF16", "shape": [2, 1] | tensor 'b' is of type BF16; expected F32
            "a": | "b": | is not valid JSON: Duplicate field 'b'
            "by hand" | 5 | __metadata__ holds a value that is no text, for the key 'who'
            {"who": "by hand"} | 5 | __metadata__ is no JSON object
            "a": { | "a": [ | is not valid JSON
            [0, 4]}} | [0, 4]}} {} | there is more behind the end
            """)
    void aHeaderThatBreaksARuleIsRefused(String part, String wrong, String expected) throws IOException {
        write(TWO.replace(part, wrong), 1, 2, 3);
        rejects(expected);
    }

    @Test
    void tensorsMustFillTheFile() throws IOException {
        write(TWO, 1, 2, 3, 4);
        rejects("the tensors take 12 bytes, but 16 bytes follow the header");
    }

    @Test
    void theLengthOfTheHeaderIsCheckedBeforeMemoryIsTaken() throws IOException {
        for (long length : new long[] {-1, Long.MIN_VALUE, 0, 1, 100, SafetensorsReader.LONGEST_HEADER + 1}) {
            ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
            Files.write(file, bytes.putLong(length).array());
            rejects("states a header of " + Long.toUnsignedString(length) + " bytes in a file of 16 bytes");
        }
    }

    @Test
    void deepNestingIsRefused() throws IOException {
        write("[".repeat(100_000));
        rejects("is not valid JSON");
        write("[[]]");
        rejects("the header is no JSON object");
    }

    @Test
    void aFileThatCannotBeReadIsNamed() {
        rejects("f.safetensors: does not exist");
        file = folder;
        rejects("cannot be read");
    }

    @Test
    void whatWasThereIsReplacedAndNothingElseIsLeft() throws IOException {
        Files.writeString(file, "something else");
        SafetensorsFile content = new SafetensorsFile(Map.of("k", "v"), Map.of());
        content.write(file);
        assertEquals(content, SafetensorsFile.read(file));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void whatCannotBeWrittenLeavesNothingBehind() throws IOException {
        Path occupied = folder.resolve("folder");
        Files.createDirectories(occupied.resolve("inner"));
        SafetensorsFile content = new SafetensorsFile(Map.of(), Map.of());
        assertThrows(PersistenceException.class, () -> content.write(occupied));
        assertThrows(
                PersistenceException.class,
                () -> content.write(folder.resolve("none").resolve("f")));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(occupied), files.toList());
        }
    }

    private void rejects(String expected) {
        String message = String.valueOf(assertThrows(PersistenceException.class, () -> SafetensorsFile.read(file))
                .getMessage());
        assertTrue(message.startsWith(file + ": "), message);
        assertTrue(message.contains(expected), message);
    }

    private static StoredTensor tensor(SafetensorsFile read, String name) {
        StoredTensor tensor = read.tensors().get(name);
        return tensor == null ? new StoredTensor(Shape.SCALAR, new float[0]) : tensor;
    }

    private void write(String header, float... values) throws IOException {
        Files.write(file, bytes(header, values));
    }

    private static byte[] bytes(String header, float... values) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes =
                ByteBuffer.allocate(8 + json.length + 4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(json.length).put(json);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return bytes.array();
    }
}
