package dev.adjoint.codegen.tuning;

import dev.adjoint.codegen.emit.GeneratedSource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What findings are about: the source that a program becomes without them, and the machine.
 *
 * @param program the name of the program, for people
 * @param digest SHA-256 of both, in hexadecimal
 */
record Key(String program, String digest) {
    static Key of(GeneratedSource standard, String machine) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(machine.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(standard.source().getBytes(StandardCharsets.UTF_8));
            String name = standard.className().substring(standard.className().lastIndexOf('.') + 1);
            return new Key(name, HexFormat.of().formatHex(digest.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
