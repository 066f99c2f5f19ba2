package dev.adjoint.testkit;

import java.util.LinkedHashMap;
import java.util.Map;
import org.opentest4j.TestAbortedException;

/** The laws that a plugin breaks, each with the message of its failure. */
record Verdict(Map<String, String> broken) {
    static Verdict on(Contract contract) {
        Map<String, String> broken = new LinkedHashMap<>();
        contract.tests().forEach(test -> {
            try {
                test.getExecutable().execute();
            } catch (TestAbortedException e) {
                // A law that does not apply is not broken.
            } catch (Throwable e) {
                broken.put(test.getDisplayName(), String.valueOf(e.getMessage()));
            }
        });
        return new Verdict(broken);
    }
}
