package dev.adjoint.runtime.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.PluginException;
import dev.adjoint.api.plugin.Layer;
import dev.adjoint.api.plugin.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginDirectoryTests {
    private static final PluginRegistry CLASS_PATH = PluginRegistry.ofClassPath();
    private static final String SCHEDULE = PluginJar.schedules();

    @TempDir
    Path directory;

    private PluginRegistry load() {
        return CLASS_PATH.withDirectory(directory);
    }

    private Path jar(String name) {
        return directory.resolve(name);
    }

    private String duplicate() {
        return String.valueOf(assertThrows(PluginException.class, this::load).getMessage());
    }

    /** The message of the one problem, after checking that the good plugin beside it is usable. */
    private String problem() throws IOException {
        new PluginJar().schedule("Good", "double rate", "0.5", "").write(jar("good.jar"));
        PluginRegistry registry = load();
        assertEquals("Good[rate=0.5]", registry.create(Schedule.class, "good").toString());
        assertEquals(1, registry.problems().size(), registry.problems()::toString);
        String problem = String.valueOf(registry.problems().get(0).getMessage());
        PluginException unknown =
                assertThrows(PluginException.class, () -> registry.create(Schedule.class, "not-there"));
        assertTrue(String.valueOf(unknown.getMessage()).endsWith("\n  " + problem), unknown.getMessage());
        return problem;
    }

    @Test
    void aJarInTheDirectoryOffersItsPlugins() throws IOException {
        Path jar = new PluginJar().schedule("Halving", "int every", "10", "").write(jar("halving.jar"));
        PluginRegistry registry = load();
        Schedule schedule = registry.bind(Schedule.class, Map.of("halving", Map.of("every", 3)), "schedule");
        assertEquals("Halving[every=3]", schedule.toString());
        assertEquals(Map.of("halving", Map.of("every", 3)), registry.toPlain(schedule));
        PluginDescription description = registry.describe(Schedule.class, "halving");
        assertEquals(jar.toString(), description.source());
        assertEquals(Optional.of("2.5"), description.version());
        assertEquals("example.Halving", description.className());
        assertEquals(
                List.of(new PluginDescription.Component("every", "int", "10", List.of())), description.components());
    }

    @Test
    void aPluginOfTheClassPathIsNoDuplicateBecauseJarsSeeItToo() throws IOException {
        new PluginJar().schedule("Halving", "", "", "").write(jar("halving.jar"));
        new PluginJar().schedule("Doubling", "", "", "").write(jar("doubling.jar"));
        PluginRegistry registry = load();
        assertEquals(CLASS_PATH.names(Layer.class), registry.names(Layer.class));
        assertTrue(registry.names(Schedule.class).containsAll(Set.of("halving", "doubling")));
        assertEquals(List.of(), registry.problems());
    }

    @Test
    void theRegistryOfTheClassPathStaysAsItIs() throws IOException {
        new PluginJar().schedule("Halving", "", "", "").write(jar("halving.jar"));
        load();
        assertTrue(!CLASS_PATH.names(Schedule.class).contains("halving"));
    }

    @Test
    void aJarMayUsePluginsOfTheClassPathAsParts() throws IOException {
        new PluginJar()
                .schedule("Wrapping", "Layer part", "new dev.adjoint.runtime.plugin.SampleLayer()", "")
                .write(jar("wrapping.jar"));
        Schedule schedule = load().bind(
                        Schedule.class,
                        Map.of("wrapping", Map.of("part", Map.of("sample-layer", Map.of("units", 4)))),
                        "schedule");
        assertTrue(schedule.toString().startsWith("Wrapping[part=SampleLayer[units=4,"));
    }

    @Test
    void twoJarsMayHoldDifferentClassesOfOneName() throws IOException {
        String name = "public String pluginName() { return \"%s\"; }";
        new PluginJar().schedule("Same", "int a", "1", name.formatted("first")).write(jar("a.jar"));
        new PluginJar().schedule("Same", "int b", "2", name.formatted("second")).write(jar("b.jar"));
        PluginRegistry registry = load();
        Schedule first = registry.create(Schedule.class, "first");
        Schedule second = registry.create(Schedule.class, "second");
        assertEquals("Same[a=1]", first.toString());
        assertEquals("Same[b=2]", second.toString());
        assertNotSame(first.getClass(), second.getClass());
        assertEquals(Map.of("second", Map.of("b", 2)), registry.toPlain(second));
    }

    @Test
    void oneNameInTwoJarsIsAnErrorThatNamesBoth() throws IOException {
        Path a = new PluginJar().schedule("Halving", "", "", "").write(jar("a.jar"));
        Path b = new PluginJar().schedule("Halving", "int x", "1", "").write(jar("b.jar"));
        assertEquals(
                "two plugins are the schedule 'halving': example.Halving in " + a + ", and example.Halving in " + b
                        + "; remove one of them",
                duplicate());
    }

    @Test
    void aNameOfTheClassPathIsTakenToo() throws IOException {
        String declaration = "public record SampleLayer() implements Layer {"
                + " public Tensor apply(LayerScope scope, Tensor x) { return x; } }";
        Path jar = new PluginJar()
                .source("SampleLayer", declaration)
                .service(Layer.class.getName(), "example.SampleLayer")
                .write(jar("sample.jar"));
        String message = duplicate();
        assertTrue(message.startsWith("two plugins are the layer 'sample-layer': " + SampleLayer.class.getName()));
        assertTrue(message.contains("test-classes, and example.SampleLayer in " + jar));
    }

    @Test
    void aClassThatTheApplicationHidesIsAnErrorThatNamesBoth() throws IOException {
        Path jar = new PluginJar()
                .service(Layer.class.getName(), SampleLayer.class.getName())
                .write(jar("copy.jar"));
        assertTrue(duplicate().startsWith(SampleLayer.class.getName() + " is in " + jar + " and in "));
    }

    @Test
    void aConstructorThatThrowsIsAProblem() throws IOException {
        Path jar = new PluginJar()
                .schedule("Broken", "", "", "public Broken { if (true) throw new IllegalStateException(\"boom\"); }")
                .write(jar("broken.jar"));
        assertEquals(
                "a schedule cannot be used: example.Broken in " + jar
                        + ": its no-argument constructor failed with java.lang.IllegalStateException: boom",
                problem());
    }

    @Test
    void aMissingNoArgumentConstructorIsAProblem() throws IOException {
        Path jar = new PluginJar()
                .source(
                        "Bare",
                        "public record Bare(int x) implements Schedule { public double factor(long s) { return 1; } }")
                .service(SCHEDULE, "example.Bare")
                .write(jar("bare.jar"));
        assertEquals(
                "a schedule cannot be used: in " + jar + ": example.Bare Unable to get public no-arg constructor",
                problem());
    }

    @Test
    void aMissingClassIsAProblem() throws IOException {
        Path jar = new PluginJar().service(SCHEDULE, "example.Gone").write(jar("gone.jar"));
        assertEquals("a schedule cannot be used: in " + jar + ": Provider example.Gone not found", problem());
    }

    @Test
    void aClassOfAnotherKindIsAProblem() throws IOException {
        Path jar = new PluginJar()
                .source("Other", "public class Other {}")
                .service(SCHEDULE, "example.Other")
                .write(jar("other.jar"));
        assertEquals("a schedule cannot be used: in " + jar + ": example.Other not a subtype", problem());
    }

    @Test
    void aClassThatIsNoRecordIsAProblem() throws IOException {
        Path jar = new PluginJar()
                .source(
                        "Plain",
                        "public class Plain implements Schedule { public double factor(long s) { return 1; } }")
                .service(SCHEDULE, "example.Plain")
                .write(jar("plain.jar"));
        assertEquals(
                "a schedule cannot be used: example.Plain in " + jar + ": example.Plain must be a public record",
                problem());
    }

    @Test
    void aRecordThatIsNotPublicIsAProblem() throws IOException {
        Path jar = new PluginJar()
                .source(
                        "Hidden",
                        "record Hidden() implements Schedule { public Hidden {} public double factor(long s) { return 1;"
                                + " } }")
                .service(SCHEDULE, "example.Hidden")
                .write(jar("hidden.jar"));
        assertEquals(
                "a schedule cannot be used: example.Hidden in " + jar + ": example.Hidden must be a public record",
                problem());
    }

    @Test
    void anInvalidNameIsAProblem() throws IOException {
        Path jar = new PluginJar()
                .schedule("Odd", "", "", "public String pluginName() { return \"Odd_Name\"; }")
                .write(jar("odd.jar"));
        assertEquals(
                "a schedule cannot be used: example.Odd in " + jar + ": its name 'Odd_Name' is not valid; names are"
                        + " lower-case words of letters and digits, joined by single dashes",
                problem());
    }

    @Test
    void anInvalidKeyIsAProblem() throws IOException {
        new PluginJar().schedule("Odd", "int _x", "1", "").write(jar("odd.jar"));
        assertTrue(problem().contains("component _x of example.Odd: its key '-x' must be lower-case words"));
    }

    @Test
    void aComponentOfAnotherTypeIsAProblem() throws IOException {
        new PluginJar().schedule("Odd", "int[] sizes", "new int[0]", "").write(jar("odd.jar"));
        assertTrue(problem().contains("component sizes of example.Odd: a component cannot have the type int[]\n"));
    }

    @Test
    void aNullDefaultIsAProblem() throws IOException {
        new PluginJar().schedule("Odd", "String title", "null", "").write(jar("odd.jar"));
        assertTrue(problem().endsWith("component 'title' of example.Odd is null; use Optional for what may be absent"));
    }

    @Test
    void aMissingDependencyIsAProblem() throws IOException {
        Path jar = new PluginJar()
                .schedule("Leaning", "", "", "public Leaning { Lever.pull(); }")
                .source("Lever", "class Lever { static void pull() {} }")
                .write(jar("leaning.jar"));
        try (var files = java.nio.file.FileSystems.newFileSystem(jar)) {
            Files.delete(files.getPath("example/Lever.class"));
        }
        assertEquals(
                "a schedule cannot be used: example.Leaning in " + jar
                        + ": its no-argument constructor failed with java.lang.NoClassDefFoundError: example/Lever",
                problem());
    }

    @Test
    void aDamagedClassFileIsAProblem() throws IOException {
        Path jar = new PluginJar().schedule("Torn", "", "", "").write(jar("torn.jar"));
        try (var files = java.nio.file.FileSystems.newFileSystem(jar)) {
            Files.write(files.getPath("example/Torn.class"), new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9});
        }
        assertTrue(problem().startsWith("a schedule cannot be used: in " + jar + ": java.lang.ClassFormatError"));
    }

    @Test
    void aGarbledServiceFileIsAProblem() throws IOException {
        Path jar = new PluginJar().service(SCHEDULE, "not a class name").write(jar("garbled.jar"));
        assertTrue(problem().startsWith("a schedule cannot be used: in " + jar + ": "));
    }

    @Test
    void aFileThatIsNoJarIsAProblem() throws IOException {
        Files.writeString(jar("corrupt.jar"), "not a zip file at all");
        assertTrue(problem().startsWith(jar("corrupt.jar") + " is not a readable jar: "));
    }

    @Test
    void aJarWithoutPluginsIsAProblem() throws IOException {
        new PluginJar().source("Other", "public class Other {}").write(jar("library.jar"));
        assertTrue(problem().startsWith(jar("library.jar") + " declares no plugins: "));
    }

    @Test
    void aDirectoryThatIsNotThereIsAnError() {
        PluginException e =
                assertThrows(PluginException.class, () -> CLASS_PATH.withDirectory(directory.resolve("nowhere")));
        assertEquals("the plugin directory " + directory.resolve("nowhere") + " does not exist", e.getMessage());
    }
}
