package dev.adjoint.runtime.yaml;

import dev.adjoint.api.ConfigurationException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import org.snakeyaml.engine.v2.schema.Schema;

/** Makes plain values out of the events of a parser, and notes where each stands. */
final class YamlComposer {
    private static final int DEPTH = 64;
    private static final int VALUES = 100_000;

    private final String source;
    private final Iterator<Event> events;
    private final Schema schema = new CoreSchema();
    private final Map<String, Place> places = new HashMap<>();
    private final Map<Anchor, Anchored> anchors = new HashMap<>();
    private int values;

    /** A value that aliases repeat, and how many values it is made of. */
    private record Anchored(@Nullable Object value, int values) {}

    YamlComposer(String source, Iterator<Event> events) {
        this.source = source;
        this.events = events;
    }

    YamlDocument compose() {
        events.next();
        if (events.next().getEventId() == Event.ID.StreamEnd) {
            throw new ConfigurationException(source + ": the file is empty");
        }
        Object value = value(events.next(), "", 0);
        events.next();
        Event end = events.next();
        if (end.getEventId() != Event.ID.StreamEnd) {
            throw at(end, "a second document begins here; expected one");
        }
        return new YamlDocument(source, value, places);
    }

    private @Nullable Object value(Event event, String path, int depth) {
        places.putIfAbsent(path, place(event));
        if (event instanceof AliasEvent alias) {
            return repeat(alias);
        }
        NodeEvent node = (NodeEvent) event;
        int before = values;
        count(event, 1);
        Object value = node instanceof ScalarEvent scalar
                ? scalar(scalar)
                : collection((CollectionStartEvent) node, path, depth + 1);
        node.getAnchor().ifPresent(anchor -> anchors.put(anchor, new Anchored(value, values - before)));
        return value;
    }

    private @Nullable Object repeat(AliasEvent alias) {
        Anchored anchored = anchors.get(alias.getAlias());
        if (anchored == null) {
            throw at(alias, "the alias *" + alias.getAlias() + " stands for no value that is complete before it");
        }
        count(alias, anchored.values());
        return anchored.value();
    }

    private Object collection(CollectionStartEvent start, String path, int depth) {
        if (depth > DEPTH) {
            throw at(start, "nested more than " + DEPTH + " levels deep");
        }
        rejectTag(start, start.getTag());
        return start.getEventId() == Event.ID.SequenceStart ? list(path, depth) : map(path, depth);
    }

    private List<@Nullable Object> list(String path, int depth) {
        List<@Nullable Object> list = new ArrayList<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            list.add(value(event, path + "[" + list.size() + "]", depth));
        }
        return Collections.unmodifiableList(list);
    }

    private Map<String, @Nullable Object> map(String path, int depth) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            if (!(event instanceof ScalarEvent key)) {
                throw at(event, "a key must be text, not a list, a map or an alias");
            }
            rejectTag(key, key.getTag());
            String inner = path.isEmpty() ? key.getValue() : path + "." + key.getValue();
            if (map.containsKey(key.getValue())) {
                throw at(
                        event,
                        "the key '" + key.getValue() + "' stands here a second time; the first stands at "
                                + places.get(inner));
            }
            places.put(inner, place(key));
            map.put(key.getValue(), value(events.next(), inner, depth));
        }
        return Collections.unmodifiableMap(map);
    }

    private @Nullable Object scalar(ScalarEvent event) {
        rejectTag(event, event.getTag());
        Tag tag = schema.getScalarResolver()
                .resolve(event.getValue(), event.getImplicit().canOmitTagInPlainScalar());
        if (tag.equals(Tag.STR)) {
            return event.getValue();
        }
        ConstructNode constructor =
                Objects.requireNonNull(schema.getSchemaTagConstructors().get(tag));
        return constructor.construct(new ScalarNode(tag, event.getValue(), event.getScalarStyle()));
    }

    private void rejectTag(Event event, Optional<String> tag) {
        tag.filter(name -> !name.equals("!")).ifPresent(name -> {
            throw at(event, "the tag " + name + " is not allowed; expected a plain value");
        });
    }

    private void count(Event event, int more) {
        values += more;
        if (values > VALUES) {
            throw at(event, "more than " + VALUES + " values");
        }
    }

    private Place place(Event event) {
        return event.getStartMark().map(mark -> Place.of(source, mark)).orElseGet(() -> new Place(source, 1, 1));
    }

    private ConfigurationException at(Event event, String message) {
        return new ConfigurationException(place(event) + ": " + message);
    }
}
