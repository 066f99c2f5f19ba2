package dev.adjoint.codegen.emit;

import dev.adjoint.codegen.schedule.Buffer;
import dev.adjoint.codegen.schedule.Layout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Methods that differ in nothing but the arrays that they work on become one, which is given the arrays: layers of one
 * shape, and updates of parameters of one shape, are compiled once, by Janino and by the JIT.
 *
 * <pre>
 * computeRelu1Max(rows, key, relu1Max, dense2Kernel, dense2Bias, relu2Max);
 * computeRelu1Max(rows, key, relu2Max, dense3Kernel, dense3Bias, relu3Max);
 * </pre>
 */
final class SharedMethods {
    private static final Set<String> TYPES =
            Set.of("int", "long", "float", "boolean", "FloatVector", "IntVector", "VectorMask");
    /** The most arrays that a method is given. */
    private static final int MOST_ARRAYS = 12;
    /** The most formulas in the comment of a method. */
    private static final int MOST_FORMULAS = 3;

    /** A method as others see it: its text with a number in place of each name of its own, and these names. */
    private record Shape(String text, List<String> names) {}

    /** What is called in place of a method, and the arrays that are given. */
    private record Replacement(String name, List<String> arrays) {}

    private final Map<String, String> arrayTypes = new HashMap<>();
    private final Map<String, Replacement> replacements = new HashMap<>();
    private final Map<String, Method> methods = new LinkedHashMap<>();
    private final Map<String, Integer> depths = new HashMap<>();

    private SharedMethods(Layout layout, List<Method> all) {
        layout.buffers().stream().map(Buffer::name).forEach(name -> arrayTypes.put(name, "float[]"));
        layout.matrices().forEach(matrix -> arrayTypes.put(matrix.name(), "float[][]"));
        for (Method method : all) {
            Method other = methods.put(method.name(), method);
            if (other != null && !other.body().equals(method.body())) {
                throw new IllegalStateException("two methods are called " + method.name());
            }
        }
    }

    /** The methods and the lines that call them, with one method for all that are alike. */
    static SharedMethods of(Layout layout, List<Method> methods) {
        SharedMethods shared = new SharedMethods(layout, methods);
        int deepest = methods.stream()
                .mapToInt(method -> shared.depth(method.name()))
                .max()
                .orElse(0);
        for (int depth = 0; depth <= deepest; depth++) {
            shared.share(depth);
        }
        return shared;
    }

    List<Method> methods() {
        return List.copyOf(methods.values());
    }

    /** How many calls deep the calls inside of a method go. */
    private int depth(String name) {
        Integer known = depths.get(name);
        if (known != null) {
            return known;
        }
        int[] depth = {0};
        Method method = methods.get(name);
        if (method != null) {
            Words.visit(method.body(), (line, start, end) -> {
                String word = line.substring(start, end);
                if (isCall(line, end) && methods.containsKey(word)) {
                    depth[0] = Math.max(depth[0], depth(word) + 1);
                }
            });
        }
        depths.put(name, depth[0]);
        return depth[0];
    }

    private static boolean isCall(String line, int end) {
        return end < line.length() && line.charAt(end) == '(';
    }

    /** Joins the methods of a depth; those that they call are joined already. */
    private void share(int depth) {
        Map<String, List<Method>> alike = new LinkedHashMap<>();
        Map<String, Shape> shapes = new HashMap<>();
        for (Method method : List.copyOf(methods.values())) {
            if (depth(method.name()) == depth) {
                Method current = method.withBody(calls(method.body()));
                methods.put(method.name(), current);
                if (isShareable(current)) {
                    Shape shape = shape(current);
                    shapes.put(method.name(), shape);
                    alike.computeIfAbsent(shape.text(), key -> new ArrayList<>())
                            .add(current);
                }
            }
        }
        alike.values().forEach(group -> join(group, shapes));
    }

    /** Whether nobody needs to know which kernel it was: an error names the kernel. */
    private static boolean isShareable(Method method) {
        return method.use() != Method.Use.SEQUENCE
                && method.body().stream().noneMatch(line -> line.contains("Checks."));
    }

    private void join(List<Method> group, Map<String, Shape> shapes) {
        if (group.size() < 2) {
            return;
        }
        Method first = group.get(0);
        List<List<String>> names = group.stream()
                .map(method -> shapes.getOrDefault(method.name(), new Shape("", List.of()))
                        .names())
                .toList();
        List<Integer> given = new ArrayList<>();
        for (int i = 0; i < names.get(0).size(); i++) {
            int index = i;
            String name = names.get(0).get(index);
            if (arrayTypes.containsKey(name)
                    && names.stream().anyMatch(other -> !other.get(index).equals(name))) {
                given.add(index);
            }
        }
        if (given.size() > MOST_ARRAYS) {
            return;
        }
        for (int i = 0; i < group.size(); i++) {
            List<String> own = names.get(i);
            replacements.put(
                    group.get(i).name(),
                    new Replacement(first.name(), given.stream().map(own::get).toList()));
            methods.remove(group.get(i).name());
        }
        List<String> parameters = given.stream()
                .map(names.get(0)::get)
                .map(name -> arrayTypes.get(name) + " " + name)
                .toList();
        methods.put(first.name(), first.sharedBy(formula(group), parameters));
    }

    private static String formula(List<Method> group) {
        List<String> formulas = new ArrayList<>();
        for (Method method : group) {
            if (!method.formula().isEmpty() && formulas.size() < MOST_FORMULAS) {
                formulas.add(method.formula());
            }
        }
        if (!formulas.isEmpty() && group.size() > formulas.size()) {
            formulas.add("and " + (group.size() - formulas.size()) + " more of this form");
        }
        return String.join("\n", formulas);
    }

    private Shape shape(Method method) {
        Set<String> locals = new HashSet<>(method.counters());
        Words.visit(method.body(), (line, start, end) -> {
            int before = start - 1;
            if (before > 0 && line.charAt(before) == ' ') {
                int from = before;
                while (from > 0 && Character.isLetter(line.charAt(from - 1))) {
                    from--;
                }
                if (TYPES.contains(line.substring(from, before))) {
                    locals.add(line.substring(start, end));
                }
            }
        });
        List<String> names = new ArrayList<>(method.counters());
        Map<String, Integer> numbers = new HashMap<>();
        names.forEach(name -> numbers.put(name, numbers.size()));
        StringBuilder text =
                new StringBuilder(method.use() + " " + method.counters().size());
        for (String line : method.body()) {
            text.append('\n');
            int[] done = {0};
            Words.visit(List.of(line), (whole, start, end) -> {
                text.append(whole, done[0], start);
                done[0] = end;
                String word = whole.substring(start, end);
                boolean member = start > 0 && whole.charAt(start - 1) == '.';
                if (member || isCall(whole, end) || !arrayTypes.containsKey(word) && !locals.contains(word)) {
                    text.append(word);
                } else {
                    Integer number = numbers.get(word);
                    if (number == null) {
                        number = names.size();
                        numbers.put(word, number);
                        names.add(word);
                    }
                    text.append(arrayTypes.getOrDefault(word, "")).append('#').append(number);
                }
            });
            text.append(line, done[0], line.length());
        }
        return new Shape(text.toString(), names);
    }

    /** Lines with the calls of methods that have been joined changed. */
    List<String> calls(List<String> lines) {
        return replacements.isEmpty() ? lines : lines.stream().map(this::calls).toList();
    }

    private String calls(String line) {
        StringBuilder changed = new StringBuilder();
        int[] done = {0};
        Words.visit(List.of(line), (whole, start, end) -> {
            Replacement replacement = isCall(whole, end) ? replacements.get(whole.substring(start, end)) : null;
            if (replacement != null && start >= done[0]) {
                int close = closing(whole, end);
                changed.append(whole, done[0], start).append(replacement.name()).append(whole, end, close);
                replacement.arrays().forEach(array -> changed.append(", ").append(array));
                done[0] = close;
            }
        });
        return changed.append(line, done[0], line.length()).toString();
    }

    private static int closing(String line, int open) {
        int depth = 0;
        for (int i = open; i < line.length(); i++) {
            char c = line.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw new IllegalArgumentException("a call without an end: " + line);
    }
}
