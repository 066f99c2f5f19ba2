package dev.adjoint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineOptionsTests {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"fast", "1e-9", "NaN", "-1", "86400.001", "1e9", "1e999999999"})
    void secondsToTuneThatAreNoneAreRefused(String seconds) {
        Run run = Run.of("train", "--tune=" + seconds, "there-is-no-such-file.yaml");
        assertEquals(2, run.code());
        assertEquals(
                "error: Invalid value for option '--tune': '" + seconds
                        + "'; expected seconds from 0 to 86400, such as 2 or 0.5\n" + "See 'adjoint train --help'.\n",
                run.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.001", "86400"})
    void secondsToTuneMayBeFromNoneToADay(String seconds) throws IOException {
        Run run = Run.of(
                "inspect", "graph", "--tune=" + seconds, Points.write(folder).toString());
        assertEquals(0, run.code(), run.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-3", "two"})
    void fewerThreadsThanOneAreRefusedBeforeTheFileIsRead(String threads) {
        Run run = Run.of("train", "--threads", threads, "there-is-no-such-file.yaml");
        assertEquals(2, run.code());
        assertEquals(
                "error: Invalid value for option '--threads': '" + threads + "'; expected a whole number, 1 or more\n"
                        + "See 'adjoint train --help'.\n",
                run.err());
    }

    @Test
    void optionsAreShownInTheOrderInWhichTheyWereWritten() {
        String help = Run.of("train", "--help").out();
        assertTrue(help.indexOf("      --threads=N") < help.indexOf("      --dump=DIR"), help);
        assertTrue(help.indexOf("      --tune[=SECONDS]") < help.indexOf("      --tune-cache=DIR"), help);
    }

    @Test
    void moreThreadsThanThereAreProcessorsAreAllowed() throws IOException {
        String model = Points.write(folder).toString();
        Run run = Run.of("train", model, "--json", "--epochs", "1", "--threads", "5000");
        assertEquals(0, run.code(), run.err());
    }
}
