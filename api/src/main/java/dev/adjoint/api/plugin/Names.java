package dev.adjoint.api.plugin;

import java.util.Locale;
import java.util.regex.Pattern;

/** The spelling of plugin names and configuration keys: lower-case words joined by dashes. */
public final class Names {
    private static final Pattern VALID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Pattern WORD_START = Pattern.compile("(?<=[a-z])(?=[A-Z])"
            + "|(?<=[0-9])(?=[A-Z])(?!D(?![a-z]))"
            + "|(?<=[A-Z])(?=[A-Z][a-z])"
            + "|(?<=[A-Za-z])(?=[0-9]+[dD](?![a-z]))");

    private Names() {}

    /**
     * {@code leaky-relu} for {@code LeakyRelu} and {@code leakyRelu}; {@code top-k-accuracy} for {@code TopKAccuracy};
     * digits belong to the word before them, {@code beta1} for {@code beta1}, but a number of dimensions is a word:
     * {@code conv-2d} for {@code Conv2d}.
     */
    public static String kebab(String javaName) {
        return WORD_START.matcher(javaName).replaceAll("-").replace('_', '-').toLowerCase(Locale.ROOT);
    }

    /** Whether a name is lower-case words of letters and digits, joined by single dashes, a letter first. */
    public static boolean isValid(String name) {
        return VALID.matcher(name).matches();
    }
}
