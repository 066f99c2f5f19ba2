package dev.adjoint.runtime.yaml;

import dev.adjoint.api.ConfigurationException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML 1.2 with the core schema, and JSON, which is a part of it. Nothing but plain values can come out; size,
 * depth and the expansion of aliases are limited.
 */
public final class YamlReader {
    /** The longest text, in characters. */
    public static final int LONGEST = 1 << 20;

    private YamlReader() {}

    /**
     * Reads a file in UTF-8.
     *
     * @throws ConfigurationException if it cannot be read, or is not such a document
     */
    public static YamlDocument read(Path file) {
        String name = String.valueOf(file.getFileName());
        if (Files.isDirectory(file)) {
            throw new ConfigurationException(file + " is a directory; expected a model file, in YAML or JSON");
        }
        try {
            if (Files.size(file) > 4L * LONGEST) {
                throw tooLong(name);
            }
            return read(Files.readString(file), name);
        } catch (NoSuchFileException e) {
            throw new ConfigurationException("the file " + file + " does not exist", e);
        } catch (CharacterCodingException e) {
            throw new ConfigurationException("the file " + file + " is not text in UTF-8", e);
        } catch (IOException e) {
            throw new ConfigurationException("the file " + file + " cannot be read: " + e, e);
        }
    }

    /**
     * Reads a text.
     *
     * @param source what messages call it
     * @throws ConfigurationException if it is not such a document
     */
    public static YamlDocument read(String text, String source) {
        if (text.length() > LONGEST) {
            throw tooLong(source);
        }
        LoadSettings settings = LoadSettings.builder()
                .setLabel(source)
                .setCodePointLimit(LONGEST)
                .build();
        try {
            return new YamlComposer(
                            source, new Parse(settings).parseString(text).iterator())
                    .compose();
        } catch (MarkedYamlEngineException e) {
            String place = e.getProblemMark()
                    .or(e::getContextMark)
                    .map(mark -> Place.of(source, mark).toString())
                    .orElse(source);
            String context = Optional.ofNullable(e.getContext())
                    .map(words -> " " + words)
                    .orElse("");
            throw new ConfigurationException(place + ": not valid YAML" + context + ": " + e.getProblem(), e);
        } catch (YamlEngineException e) {
            throw new ConfigurationException(source + ": not valid YAML: " + e.getMessage(), e);
        }
    }

    private static ConfigurationException tooLong(String source) {
        return new ConfigurationException(source + ": longer than " + LONGEST + " characters, which no model needs");
    }
}
