package dev.adjoint.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Plain values as one line of JSON. What JSON cannot say, NaN and the infinities, becomes null. */
final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    static String text(@Nullable Object plain) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            write(plain, generator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(@Nullable Object plain, JsonGenerator out) throws IOException {
        if (plain instanceof Map<?, ?> map) {
            out.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.writeFieldName(String.valueOf(entry.getKey()));
                write(entry.getValue(), out);
            }
            out.writeEndObject();
        } else if (plain instanceof List<?> list) {
            out.writeStartArray();
            for (Object element : list) {
                write(element, out);
            }
            out.writeEndArray();
        } else if (plain instanceof Optional<?> optional) {
            write(optional.orElse(null), out);
        } else if (plain instanceof Number number) {
            out.writeRawValue(Double.isFinite(number.doubleValue()) ? number.toString() : "null");
        } else if (plain instanceof Boolean value) {
            out.writeBoolean(value);
        } else if (plain == null) {
            out.writeNull();
        } else {
            out.writeString(plain.toString());
        }
    }
}
