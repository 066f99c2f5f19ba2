package dev.adjoint.samples.benchmarks.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.ConfigurationException;
import dev.adjoint.samples.benchmarks.measure.Result;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTests {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void aFolderWithoutPeersIsRejectedWithTheWayToBuildThem() {
        ConfigurationException e = assertThrows(ConfigurationException.class, () -> Peer.in(folder));
        assertTrue(e.toString().contains("-Ppeers"), e::toString);
        assertThrows(ConfigurationException.class, () -> Peer.in(folder.resolve("absent")));
    }

    @Test
    void whatIsDownloadedIsTheSumOfTheJars() throws Exception {
        Path target = Files.createDirectories(folder.resolve("fast/target"));
        Path one = Files.write(target.resolve("one.jar"), new byte[100]);
        Path two = Files.write(target.resolve("two.jar"), new byte[20]);
        Files.writeString(target.resolve("classpath.txt"), one + File.pathSeparator + two + "\n");

        List<Peer> peers = Peer.in(folder);

        assertEquals(1, peers.size());
        assertEquals("fast", peers.get(0).name());
        assertEquals(120, peers.get(0).download());
    }

    @Test
    void aRowStatesRatioAndShareOfThePeak() {
        Result ours = new Result("adjoint", "W3", 1, Map.of("us/step", 100.0, "flops", 1e6, "peak", 50.0));
        Result theirs = new Result("other", "W3", 1, Map.of("us/step", 250.0, "cold", 1.5));
        List<String> cells = new Row(theirs, ours, 2_500_000, Row.Numbers.SAME).cells();
        assertEquals(
                List.of("W3", "other", "250.00", "-", "2.50", "8.0 %", "-", "-", "1.50", "-", "2.5", "same"), cells);
        assertEquals(Row.HEAD.size(), cells.size());
    }

    @Test
    void columnsStandBelowTheirHeads() {
        TextTable table = new TextTable(1, List.of("name", "us"));
        table.add(List.of("a", "1,000"));
        assertEquals("name     us\na     1,000\n", table.toString());
    }
}
