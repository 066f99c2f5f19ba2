package dev.adjoint.runtime.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.ConfigurationException;
import dev.adjoint.runtime.plugin.PluginRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DataSpecTests {
    private final PluginRegistry registry = PluginRegistry.ofClassPath();

    private DataSpec bind(Map<String, ?> plain) {
        return DataSpec.bind(plain, "data", registry);
    }

    @Test
    void theSectionOfAModelFileBecomesASpec() {
        assertEquals(
                new IdxSpec("a", "b", "", "", 8000, 2000, 0),
                bind(Map.of("format", "idx", "images", "a", "labels", "b", "train", 8000, "test", 2000)));
        assertEquals(
                new CsvSpec("iris.csv", "species").withParts(0, 0.2, 7).withStandardize(true),
                bind(Map.of(
                        "format",
                        "csv",
                        "file",
                        "iris.csv",
                        "label",
                        "species",
                        "test",
                        0.2,
                        "seed",
                        7,
                        "standardize",
                        true)));
    }

    @Test
    void columnsAreStatedByNameByNumberOrAsAList() {
        CsvSpec byNumber =
                (CsvSpec) bind(Map.of("format", "csv", "file", "f", "label", -1, "ignore", List.of(0, "id")));
        assertEquals(List.of("-1"), byNumber.label());
        assertEquals(List.of("0", "id"), byNumber.ignore());
        assertEquals(Missing.MEAN, ((CsvSpec) bind(Map.of("format", "csv", "file", "f", "missing", "mean"))).missing());
    }

    @Test
    void whatDoesNotFitIsReportedWithTheAlternatives() {
        fails("data.format is missing; expected csv or idx", Map.of("file", "f"));
        fails("data.format is 'cvs', did you mean 'csv'?; expected csv or idx", Map.of("format", "cvs"));
        fails("data: unknown key 'imges', did you mean 'images'?", Map.of("format", "idx", "imges", "f"));
        fails("data: train is 0.5 and test is 10.0; expected", Map.of("format", "csv", "train", 0.5, "test", 10));
        fails("data: images is 'a' and labels is ''", Map.of("format", "idx", "images", "a"));
    }

    private void fails(String message, Map<String, ?> plain) {
        ConfigurationException error = assertThrows(ConfigurationException.class, () -> bind(plain));
        assertTrue(String.valueOf(error.getMessage()).startsWith(message), error.toString());
    }
}
