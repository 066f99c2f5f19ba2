package dev.adjoint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTests {
    @Test
    void withoutACommandTheCommandsAreShown() {
        Run run = Run.of();
        assertEquals(2, run.code());
        assertEquals("", run.out());
        assertTrue(run.err().startsWith("Usage: adjoint "), run.err());
        assertTrue(Run.of("plugins").err().startsWith("Usage: adjoint plugins "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "train",
                "evaluate",
                "predict",
                "inspect",
                "inspect source",
                "plugins",
                "plugins list",
                "plugins describe"
            })
    void everyCommandHasHelpWithExitCodes(String command) {
        String[] args = (command + " --help").strip().split(" ", -1);
        Run run = Run.of(args);
        assertEquals(0, run.code());
        assertTrue(run.out().startsWith("Usage: adjoint" + (command.isEmpty() ? "" : " ") + command), run.out());
        assertTrue(run.out().contains("Exit codes:\n  0   success\n"), run.out());
    }

    @Test
    void theVersionNamesTheJavaToo() {
        Run run = Run.of("--version");
        assertEquals(0, run.code());
        assertTrue(run.out().startsWith("adjoint "), run.out());
        assertTrue(run.out().contains("Java " + Runtime.version()), run.out());
    }

    @Test
    void anUnknownOptionIsAnsweredWithTheNearest() {
        Run run = Run.of("plugins", "list", "--jsno");
        assertEquals(2, run.code());
        assertEquals("""
                error: Unknown option: '--jsno'
                Possible solutions: --json
                See 'adjoint plugins list --help'.
                """, run.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"summary", "graph", "schedule", "memory", "cost", "source", "tuning"})
    void aSubcommandThatIsTakenForAnOptionIsAnsweredWithItself(String name) {
        Run run = Run.of("inspect", "--" + name, "model.yaml");
        assertEquals(2, run.code());
        assertEquals("""
                error: Unknown options: '--NAME', 'model.yaml'
                'NAME' is a subcommand: adjoint inspect NAME FILE
                See 'adjoint inspect --help'.
                """.replace("NAME", name), run.err());
        assertTrue(Run.of("--train", "model.yaml").err().contains("'train' is a subcommand: adjoint train FILE\n"));
    }

    @Test
    void aStackTraceIsForVerboseAlone() {
        assertEquals(2, Run.of("plugins", "describe", "nothing").err().lines().count());
        assertTrue(Run.of("plugins", "describe", "nothing", "--verbose").err().contains("\tat dev.adjoint.cli."));
    }
}
