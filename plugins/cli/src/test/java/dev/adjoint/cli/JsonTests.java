package dev.adjoint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonTests {
    @Test
    void plainValuesBecomeOneLine() {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        plain.put("text", "a \"b\"\n");
        plain.put("numbers", List.of(1, 2.5, 1e-7, 5_000_000_000L));
        plain.put("flag", true);
        plain.put("none", null);
        plain.put("maybe", Optional.of("x"));
        assertEquals(
                "{\"text\":\"a \\\"b\\\"\\n\",\"numbers\":[1,2.5,1.0E-7,5000000000],\"flag\":true,\"none\":null,"
                        + "\"maybe\":\"x\"}",
                Json.text(plain));
    }

    @Test
    void whatJsonCannotSayIsNull() {
        assertEquals(
                "[null,null,null,null]",
                Json.text(Arrays.asList(Double.NaN, Double.POSITIVE_INFINITY, Float.NaN, Optional.empty())));
    }
}
