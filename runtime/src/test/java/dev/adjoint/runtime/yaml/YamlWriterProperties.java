package dev.adjoint.runtime.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class YamlWriterProperties {
    @Property(tries = 300)
    void whatIsWrittenIsReadBackEqual(@ForAll("maps") Map<String, Object> plain) {
        assertEquals(plain, YamlReader.read(YamlWriter.write(plain), "text").value());
    }

    @Example
    void aKeyTakesALineAndAnElementOfAListOfMapsToo() {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("input", List.of(784));
        plain.put("layers", List.of(Map.of("dense", Map.of("units", 10)), "relu"));
        plain.put("rate", 1e-4);
        plain.put("text", "5");
        plain.put("data", Map.of("file", "x".repeat(100)));
        assertEquals("""
                input: [784]
                layers:
                  - dense: {units: 10}
                  - relu
                rate: 1.0E-4
                text: "5"
                data:
                  file: %s
                """.formatted("x".repeat(100)), YamlWriter.write(plain));
    }

    @Provide
    Arbitrary<Map<String, Object>> maps() {
        return map(values(3));
    }

    private static Arbitrary<Object> values(int depth) {
        Arbitrary<String> texts = Arbitraries.strings().all().ofMaxLength(8);
        Arbitrary<String> tricky = Arbitraries.of(
                "", " ", "null", "~", "true", "1e3", "0x1", ".nan", "- a", "a: b", "#", "*x", "&x", "!!t", "'", "\"",
                "a\nb", "\t", "\u0085", "\u2028", "\ufeff", "---", "...", "=", "<<", "y", "?", "{", "%");
        Arbitrary<Object> scalars = Arbitraries.oneOf(
                texts.map(text -> text),
                tricky.map(text -> text),
                Arbitraries.integers().map(number -> number),
                Arbitraries.longs()
                        .filter(number -> number != number.intValue())
                        .map(number -> number),
                Arbitraries.doubles().map(number -> number),
                Arbitraries.of(true, false));
        if (depth == 0) {
            return scalars;
        }
        Arbitrary<Object> inner = values(depth - 1);
        return Arbitraries.oneOf(
                scalars, inner.list().ofMaxSize(4).map(list -> list), map(inner).map(map -> map));
    }

    private static Arbitrary<Map<String, Object>> map(Arbitrary<Object> values) {
        return Arbitraries.maps(Arbitraries.strings().ascii().ofMaxLength(6), values)
                .ofMaxSize(4);
    }
}
