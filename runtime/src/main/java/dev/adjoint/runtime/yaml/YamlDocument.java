package dev.adjoint.runtime.yaml;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A text read as plain values.
 *
 * @param source the name of the file, for messages
 * @param value immutable, through and through
 * @param places where each value stands, by its path from the root, {@code layers[2].dense.units}; the root is the
 *     empty path
 */
public record YamlDocument(String source, @Nullable Object value, Map<String, Place> places) {
    public YamlDocument {
        places = Map.copyOf(places);
    }

    /** The place of a value, or of the nearest known one around it. */
    public Place place(String path) {
        String around = path;
        Place place = places.get(around);
        while (place == null && !around.isEmpty()) {
            around = around.substring(0, Math.max(0, Math.max(around.lastIndexOf('.'), around.lastIndexOf('['))));
            place = places.get(around);
        }
        return place == null ? new Place(source, 1, 1) : place;
    }
}
