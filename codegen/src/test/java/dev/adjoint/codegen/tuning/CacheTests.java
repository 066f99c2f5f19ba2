package dev.adjoint.codegen.tuning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.codegen.emit.Choices;
import dev.adjoint.codegen.emit.Cut;
import dev.adjoint.codegen.emit.GeneratedSource;
import dev.adjoint.codegen.schedule.Fusions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheTests {
    private static final Key KEY = key("class Train {}", "a machine");
    private static final Cut STANDARD = new Cut(true, 4, 2, false, false);
    private static final Cut CHOSEN = new Cut(false, 3, 3, true, true, "n1");
    private static final Findings FINDINGS = new Findings(
            "a machine; 64 rows",
            1.25,
            2,
            List.of(
                    new Times<>(
                            "m < rows k < 784; left m * 784 + k",
                            "c = max((dot(a, b)' + bias), 0); d = 1",
                            List.of(
                                    new Times.Time<>(STANDARD, 123.45),
                                    new Times.Time<>(new Cut(true, 8, 1, true, false), Double.POSITIVE_INFINITY),
                                    new Times.Time<>(CHOSEN, 0.5)),
                            CHOSEN),
                    new Times<>("m < 3", "e = dot(f, g)", List.of(new Times.Time<>(STANDARD, 7)), STANDARD)),
            List.of(new Times<>(
                    "[n, 5] and [n, 7] over [0] and [0]",
                    "g = (g - dot(h, i))",
                    List.of(new Times.Time<>(Fusions.Use.APART, 2), new Times.Time<>(Fusions.Use.IN_PANELS, 1.5)),
                    Fusions.Use.IN_PANELS)));

    @TempDir
    Path folder;

    private static Key key(String source, String machine) {
        return Key.of(GeneratedSource.of(GeneratedSource.PACKAGE + ".Train", source), machine);
    }

    @Test
    void whatWasWrittenIsRead() {
        Cache cache = new Cache(folder.resolve("new/folder"));
        assertEquals(Optional.empty(), cache.read(KEY));
        cache.write(KEY, FINDINGS);
        assertEquals(Optional.of(FINDINGS), cache.read(KEY));
        Choices choices = cache.read(KEY).orElseThrow().choices();
        assertEquals(Map.of("m < rows k < 784; left m * 784 + k", CHOSEN), choices.cuts());
        assertEquals(Fusions.of("[n, 5] and [n, 7] over [0] and [0]", Fusions.Use.IN_PANELS), choices.fusions());
    }

    @Test
    void findingsAreEnoughForNoLongerTimeThanTheyWereAllowed() {
        assertTrue(FINDINGS.isEnoughFor(1));
        assertTrue(FINDINGS.isEnoughFor(2));
        assertFalse(FINDINGS.isEnoughFor(20));
        Findings nothing = new Findings("a machine", 1.25, 2, List.of(), List.of());
        assertFalse(nothing.isEnoughFor(2));
        assertTrue(nothing.isEnoughFor(0.1));
    }

    @Test
    void theFileIsForPeople() throws IOException {
        Cache cache = new Cache(folder);
        cache.write(KEY, FINDINGS);
        assertEquals("""
                adjoint tuning, format 2
                key %s
                machine a machine; 64 rows
                seconds 1.25 of 2.00
                kernel m < rows k < 784; left m * 784 + k
                formula c = max((dot(a, b)' + bias), 0); d = 1
                standard 123.45 us  right 4x2
                tried not steady us  right 8x1 packed
                chosen 0.50 us  left 3x3 packed factors by n1
                kernel m < 3
                formula e = dot(f, g)
                standard 7.00 us  right 4x2
                fusion [n, 5] and [n, 7] over [0] and [0]
                formula g = (g - dot(h, i))
                standard 2.00 us  stored as a whole, then used
                chosen 1.50 us  used panel by panel
                end
                """.formatted(KEY.digest()), Files.readString(cache.file(KEY)));
    }

    @Test
    void nothingElseStaysInTheFolder() throws IOException {
        new Cache(folder).write(KEY, FINDINGS);
        new Cache(folder).write(KEY, FINDINGS);
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(new Cache(folder).file(KEY)), files.toList());
        }
    }

    @Test
    void aFileThatWasCutOffAnywhereCountsAsNone() throws IOException {
        Cache cache = new Cache(folder);
        cache.write(KEY, FINDINGS);
        byte[] whole = Files.readAllBytes(cache.file(KEY));
        for (int length = 0; length < whole.length - 1; length++) {
            Files.write(cache.file(KEY), java.util.Arrays.copyOf(whole, length));
            assertEquals(Optional.empty(), cache.read(KEY), "cut off after " + length + " bytes");
        }
    }

    @Test
    void aFileWithAnyOtherLineCountsAsNone() throws IOException {
        Cache cache = new Cache(folder);
        cache.write(KEY, FINDINGS);
        List<String> lines = Files.readAllLines(cache.file(KEY));
        for (int line = 0; line < lines.size(); line++) {
            List<String> changed = new java.util.ArrayList<>(lines);
            changed.set(line, "nonsense");
            Files.write(cache.file(KEY), changed);
            assertEquals(Optional.empty(), cache.read(KEY), "line " + line);
        }
        Files.write(cache.file(KEY), new byte[] {(byte) 0xff, 0, (byte) 0xfe});
        assertEquals(Optional.empty(), cache.read(KEY));
        Files.write(cache.file(KEY), new byte[2 << 20]);
        assertEquals(Optional.empty(), cache.read(KEY));
    }

    @Test
    void anotherProgramOrMachineHasAnotherEntry() throws IOException {
        Cache cache = new Cache(folder);
        cache.write(KEY, FINDINGS);
        for (Key other : List.of(key("class Train { }", "a machine"), key("class Train {}", "another machine"))) {
            assertEquals(Optional.empty(), cache.read(other));
            Files.copy(cache.file(KEY), cache.file(other));
            assertEquals(Optional.empty(), cache.read(other), "a file that was renamed");
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsNoFailure() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        Cache cache = new Cache(file);
        cache.write(KEY, FINDINGS);
        assertEquals(Optional.empty(), cache.read(KEY));
        assertEquals("in the way", Files.readString(file));
    }

    @Test
    void writersAtTheSameTimeLeaveAWholeFile() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(4);
        try {
            List<Future<Boolean>> results = writers.invokeAll(IntStream.range(0, 4)
                    .<java.util.concurrent.Callable<Boolean>>mapToObj(writer -> () -> {
                        Cache cache = new Cache(folder);
                        for (int i = 0; i < 50; i++) {
                            cache.write(KEY, FINDINGS);
                            if (!cache.read(KEY).equals(Optional.of(FINDINGS))) {
                                return false;
                            }
                        }
                        return true;
                    })
                    .toList());
            for (Future<Boolean> result : results) {
                assertTrue(result.get());
            }
        } finally {
            writers.shutdownNow();
        }
    }
}
