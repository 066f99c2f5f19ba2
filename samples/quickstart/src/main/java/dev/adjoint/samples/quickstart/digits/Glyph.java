package dev.adjoint.samples.quickstart.digits;

import java.util.Arrays;
import java.util.List;

/**
 * One way to write a digit, on a square of 10 by 10.
 *
 * @param strokes what the pen does, in order
 */
record Glyph(List<Stroke> strokes) {
    /** Two or more ways to write each digit, 0 to 9. */
    static final List<List<Glyph>> DIGITS = List.of(
            digit("50 21 05 28 59 88 95 81 50", "60 31 15 38 59 78 85 62 41", "40 12 17 49 88 82 50 31"),
            digit("50 59", "61 49", "33 50 | 50 59", "23 50 | 50 59 | 29 79"),
            digit("12 30 70 83 65 19 | 19 89", "12 40 82 55 18 27 48 79 98", "21 50 82 74 19 | 19 99"),
            digit("11 50 82 44 | 44 86 59 18", "10 80 | 80 44 | 44 86 59 18", "21 50 72 54 44 64 87 59 28"),
            digit("60 06 | 06 96 | 60 69", "20 15 | 15 85 | 71 69", "20 25 55 | 55 95 | 70 69"),
            digit("80 20 | 20 14 | 14 53 86 59 18", "31 24 | 24 64 86 59 28 | 31 81", "80 30 24 63 86 49 18"),
            digit("70 31 16 39 78 76 45 17", "60 32 27 49 88 75 45 27", "40 14 18 59 87 75 45 16"),
            digit("10 80 | 80 39", "10 80 | 80 39 | 25 75", "11 40 80 | 80 54 49", "12 11 | 11 81 | 81 55 49"),
            digit("71 40 12 33 76 88 49 18 26 63 71", "50 22 54 82 50 | 54 17 59 97 54", "82 40 12 44 86 59 17 44 82"),
            digit("82 50 13 35 74 82 | 82 79", "82 50 13 35 74 82 | 82 77 49 28", "72 40 12 35 74 72 | 72 65 49"));

    private static List<Glyph> digit(String... ways) {
        return Arrays.stream(ways).map(Glyph::parse).toList();
    }

    /** {@code "10 80 | 80 39"}: from x = 1, y = 0 to 8, 0, then, after a sharp turn, from there to 3, 9. */
    static Glyph parse(String text) {
        return new Glyph(Arrays.stream(text.split(" \\| "))
                .map(stroke -> new Stroke(
                        Arrays.stream(stroke.split(" ")).map(Glyph::point).toList()))
                .toList());
    }

    private static Point point(String digits) {
        return new Point(Character.digit(digits.charAt(0), 10), Character.digit(digits.charAt(1), 10));
    }
}
