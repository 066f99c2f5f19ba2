package dev.adjoint.samples.benchmarks.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.samples.benchmarks.workload.Task;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ResultTests {
    private static final Pattern NUMBERS = Pattern.compile("cold [0-9]+\\.[0-9]{2} ");

    @Test
    void aLineHasTheFormThatOthersRead() {
        Result result = result(Optional.empty());
        assertEquals(
                "RESULT adjoint W3 t2 us/step 123.4 min 120.1 max 130.0 samples/s 518639 cold C allocB/step 0",
                NUMBERS.matcher(result.line()).replaceFirst("cold C "));
    }

    @Test
    void singleCallsFollow() {
        assertTrue(result(Optional.of(new Latency(0.5, 12))).line().endsWith(" allocB/step 0 p50 0.500 p99 12.0"));
    }

    @Test
    void linesAreReadBackWithTheirDetails() {
        Result result = result(Optional.empty());
        List<Result> parsed = Result.parse(List.of("words", result.line(), "DETAIL adjoint W3 t2 warm 1.25 flops 100"));
        assertEquals(1, parsed.size());
        assertEquals(123.4, parsed.get(0).median());
        assertEquals(1.25, parsed.get(0).figure("warm").orElseThrow());
        assertTrue(parsed.get(0).figure("peak").isEmpty());
    }

    @Test
    void aFileHoldsOneObjectForEach() {
        String text = ResultsFile.text(List.of(new Result("adjoint", "W1", 1, Map.of("us/step", 2.5))));
        assertEquals(
                "[\n  {\"contestant\": \"adjoint\", \"workload\": \"W1\", \"threads\": 1, \"us/step\": 2.5}\n]\n",
                text);
    }

    @Test
    void aLossThatDoesNotFallIsRejected() {
        Contestant contestant = contestant();
        DisagreementException e = assertThrows(DisagreementException.class, contestant::expectToHaveLearned);
        assertTrue(e.toString().contains("the loss of adjoint was 1.0 in the first step"), e::toString);
    }

    @Test
    void valuesAgreeButForRounding() {
        Values values = new Values(List.of(1f, 2f));
        assertEquals(Optional.of(values), Values.parse("VALUES tensorflow W1 1.0 2.0"));
        assertTrue(values.agreeWith(new Values(List.of(1.001f, 2f))));
        assertFalse(values.agreeWith(new Values(List.of(1.1f, 2f))));
        assertFalse(values.agreeWith(new Values(List.of(1f))));
        assertFalse(values.agreeWith(new Values(List.of(1f, Float.NaN))));
    }

    @Test
    void roundsTakeTurnsAndCountBytes() {
        Contestant contestant = contestant();
        List<Timing> timings = new Rounds(0, 3, 0.001).run(List.of(contestant, contestant));
        assertEquals(2, timings.size());
        assertEquals(3, timings.get(0).micros().size());
        assertTrue(timings.get(0).min() <= timings.get(0).median());
    }

    private static Result result(Optional<Latency> latency) {
        Timing timing = new Timing(List.of(130.0, 120.1, 123.4), 0.2, 1);
        return Result.of(contestant(), "W3", Task.classes(64, 10, 784), 2, timing, latency);
    }

    private static Contestant contestant() {
        return Contestant.start("adjoint", 0, () -> new Step() {
            @Override
            public void run() {}

            @Override
            public float[] result() {
                return new float[] {1};
            }
        });
    }
}
