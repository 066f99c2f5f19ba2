package dev.adjoint.codegen.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class IdentifiersProperties {
    private static final Pattern ALPHABET = Pattern.compile("[a-z][a-zA-Z0-9]{1,59}");

    @Property
    void whateverTheWordsTheIdentifierIsPlainAndNew(@ForAll List<String> words) {
        Identifiers identifiers = new Identifiers();
        Set<String> given = new HashSet<>();
        for (String word : words) {
            String identifier = identifiers.unique(word, "dot");
            assertTrue(ALPHABET.matcher(identifier).matches(), identifier);
            assertTrue(given.add(identifier), identifier);
            String alone = identifiers.unique(word);
            assertTrue(ALPHABET.matcher(alone).matches(), alone);
            assertTrue(given.add(alone), alone);
            String part = identifiers.part(alone, "2x2");
            assertTrue(ALPHABET.matcher(part).matches(), part);
            assertTrue(given.add(part), part);
        }
    }

    @Property
    void whateverTheWordTheClassNameIsPlain(@ForAll String word) {
        String name = Identifiers.className(word);
        assertTrue(SourceVersion.isName(name), name);
        assertTrue(name.matches("[A-Z][a-zA-Z0-9]{0,59}"), name);
    }

    @Example
    void keywordsCountersAndWhatGeneratedMethodsUseAreNotGiven() {
        Identifiers identifiers = new Identifiers();
        for (String word : List.of(
                "class",
                "int",
                "true",
                "null",
                "rows",
                "key",
                "tail",
                "partials",
                "place",
                "repeated",
                "i",
                "k1",
                "x")) {
            assertEquals(false, identifiers.unique(word).equals(word), word);
        }
    }

    @Example
    void readableNamesStayReadable() {
        Identifiers identifiers = new Identifiers();
        assertEquals("encoderDense1Kernel", identifiers.unique("encoder/dense1/kernel"));
        assertEquals("encoderDense1Kernel2", identifiers.unique("encoder/dense1/kernel"));
        assertEquals("dense1", identifiers.unique("dense1"));
        assertEquals("dense1x2", identifiers.unique("dense1"));
        assertEquals("xArray", identifiers.unique("x"));
        assertEquals("TrainStep", Identifiers.className("train-step"));
    }
}
