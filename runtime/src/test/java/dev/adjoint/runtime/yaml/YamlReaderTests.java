package dev.adjoint.runtime.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlReaderTests {
    @Test
    void scalarsFollowTheCoreSchema() {
        assertEquals(
                Arrays.asList(1, 10_000_000_000L, 0.5, 1e-3, 255, true, null, "yes", "1_000", "5", ".5.", ""),
                read("[1, 10000000000, 0.5, 1e-3, 0xff, true, null, yes, 1_000, '5', .5., '']"));
    }

    @Test
    void jsonIsRead() {
        assertEquals(
                Map.of("a", List.of(1, "x\ny\u00e9"), "b", Map.of()),
                read("{\"a\": [1, \"x\\ny\\u00e9\"],\n\t\"b\": {}}"));
    }

    @Test
    void everyValueHasItsPlace() {
        YamlDocument document = YamlReader.read("""
                name: x
                layers:
                  - dense: {units: 3,
                            bias: no}
                  - relu
                """, "m.yaml");
        assertEquals("m.yaml:1:1", document.place("name").toString());
        assertEquals("m.yaml:3:13", document.place("layers[0].dense.units").toString());
        assertEquals(4, document.place("layers[0].dense.bias").line());
        assertEquals("m.yaml:5:5", document.place("layers[1]").toString());
    }

    @Test
    void aPlaceThatIsNotThereIsThatOfWhatIsAroundIt() {
        YamlDocument document = YamlReader.read("a:\n  b: [1]\n", "m.yaml");
        assertEquals(document.place("a.b"), document.place("a.b.c[7].d"));
        assertEquals(new Place("m.yaml", 1, 1), document.place("nowhere"));
    }

    @Test
    void aliasesRepeatAValue() {
        assertEquals(
                Map.of("a", List.of(1, 2), "b", Map.of("c", List.of(1, 2)), "d", 5, "e", 5),
                read("a: &x [1, 2]\nb: {c: *x}\nd: &y 5\ne: *y"));
    }

    @Test
    void aKeyMayNotStandTwice() {
        rejects(
                "m.yaml:3:3: the key 'c' stands here a second time; the first stands at m.yaml:2:3",
                "a:\n  c: 1\n  c: 2\n");
    }

    @Test
    void syntaxErrorsNameTheirPlace() {
        rejects(
                "m.yaml:2:2: not valid YAML while parsing a flow sequence: expected ',' or ']', but got :",
                "a: [1, 2\nb: 3");
        rejects("m.yaml:2:1: not valid YAML", "a:\n\tb: 3");
        rejects("not valid YAML", "a: \u0001");
    }

    @Test
    void tagsAreRefused() {
        rejects(
                "m.yaml:1:4: the tag tag:yaml.org,2002:java.net.URL is not allowed",
                "a: !!java.net.URL [\"http://localhost\"]");
        rejects("m.yaml:1:4: the tag !thing is not allowed", "a: !thing {}");
        rejects("is not allowed", "a: !!binary aGVsbG8=");
        rejects("is not allowed", "!!set {a, b}");
    }

    @Test
    void keysAreText() {
        rejects("m.yaml:1:3: a key must be text", "? [a, b]\n: 1");
        assertEquals(Map.of("1", "x", "true", "y"), read("1: x\ntrue: y"));
    }

    @Test
    void thereIsExactlyOneDocument() {
        rejects("m.yaml: the file is empty", "");
        rejects("m.yaml: the file is empty", "# nothing\n");
        rejects("a second document begins here", "a: 1\n---\nb: 2\n");
    }

    @Test
    void depthIsLimited() {
        assertNotNull(read("[".repeat(64) + "]".repeat(64)));
        rejects("nested more than 64 levels deep", "[".repeat(100_000));
        rejects("nested more than 64 levels deep", "- ".repeat(1000) + "x");
    }

    @Test
    void aliasesCannotExplode() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++) {
            String inner = "*a" + (i - 1);
            bomb.append("a" + i + ": &a" + i + " [" + (inner + ", ").repeat(9) + inner + "]\n");
        }
        rejects("more than 100000 values", bomb.toString());
        rejects("m.yaml:1:8: the alias *x stands for no value that is complete before it", "a: &x [*x]");
        rejects("m.yaml:1:4: the alias *nothing stands for no value", "a: *nothing");
    }

    @Test
    void sizeIsLimited() {
        rejects("longer than 1048576 characters", "a: " + "x".repeat(YamlReader.LONGEST));
    }

    @Test
    void filesAreUtf8(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("f.yaml"), "a: \u00fc");
        YamlDocument document = YamlReader.read(file);
        assertEquals(Map.of("a", "\u00fc"), document.value());
        assertEquals("f.yaml:1:1", document.place("a").toString());
        Files.write(file, new byte[] {'a', ':', ' ', (byte) 0xff});
        assertThrows(ConfigurationException.class, () -> YamlReader.read(file));
        assertThrows(ConfigurationException.class, () -> YamlReader.read(folder));
        assertThrows(ConfigurationException.class, () -> YamlReader.read(folder.resolve("none.yaml")));
    }

    private static Object read(String text) {
        Object value = YamlReader.read(text, "m.yaml").value();
        assertNotNull(value);
        return value;
    }

    private static void rejects(String expected, String text) {
        String message =
                String.valueOf(assertThrows(ConfigurationException.class, () -> YamlReader.read(text, "m.yaml"))
                        .getMessage());
        assertTrue(message.contains(expected), message);
    }
}
