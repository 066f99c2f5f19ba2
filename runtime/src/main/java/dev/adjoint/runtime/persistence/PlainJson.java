package dev.adjoint.runtime.persistence;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.adjoint.api.PersistenceException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plain values (null, text, numbers, booleans, lists and maps) as JSON in UTF-8, and back. */
final class PlainJson {
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(128)
                    .maxNumberLength(400)
                    .build())
            .build();

    private PlainJson() {}

    static byte[] write(Object plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator generator = FACTORY.createGenerator(bytes)) {
            write(plain, generator);
        } catch (IOException e) {
            throw new PersistenceException("cannot be stated as JSON: " + e.getMessage(), e);
        }
        return bytes.toByteArray();
    }

    /**
     * The value that a text states.
     *
     * @throws PersistenceException if it is not one JSON value, names a key twice, or is nested too deeply
     */
    static @Nullable Object read(byte[] json) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            Object value = value(parser, parser.nextToken());
            if (parser.nextToken() != null) {
                throw new PersistenceException("there is more behind the end of the JSON value");
            }
            return value;
        } catch (IOException e) {
            throw new PersistenceException("is not valid JSON: " + e.getMessage(), e);
        }
    }

    private static void write(@Nullable Object plain, JsonGenerator generator) throws IOException {
        if (plain instanceof Map<?, ?> map) {
            generator.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                generator.writeFieldName(String.valueOf(entry.getKey()));
                write(entry.getValue(), generator);
            }
            generator.writeEndObject();
        } else if (plain instanceof List<?> list) {
            generator.writeStartArray();
            for (Object element : list) {
                write(element, generator);
            }
            generator.writeEndArray();
        } else if (plain instanceof String text) {
            generator.writeString(text);
        } else if (plain instanceof Boolean truth) {
            generator.writeBoolean(truth);
        } else if (plain instanceof BigInteger number) {
            generator.writeNumber(number);
        } else if (plain instanceof Integer || plain instanceof Long) {
            generator.writeNumber(((Number) plain).longValue());
        } else if (plain instanceof Double number && Double.isFinite(number)) {
            generator.writeNumber(number);
        } else if (plain == null) {
            generator.writeNull();
        } else {
            throw new PersistenceException("the value " + plain + " cannot be stated as JSON");
        }
    }

    private static @Nullable Object value(JsonParser parser, @Nullable JsonToken token) throws IOException {
        if (token == null) {
            throw new PersistenceException("is not valid JSON: it ends too early");
        }
        return switch (token) {
            case START_OBJECT -> map(parser);
            case START_ARRAY -> list(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new PersistenceException("is not valid JSON: unexpected " + token);
        };
    }

    private static Map<String, @Nullable Object> map(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
            map.put(key, value(parser, parser.nextToken()));
        }
        return map;
    }

    private static List<@Nullable Object> list(JsonParser parser) throws IOException {
        List<@Nullable Object> list = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            list.add(value(parser, token));
        }
        return list;
    }
}
