package dev.adjoint.samples.benchmarks.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class ChartTests {
    @Test
    void aDecadeIsAsLongAsAnother() {
        LogAxis axis = LogAxis.decades(List.of(2.0, 500.0), 100, 400);
        assertEquals(List.of(1.0, 10.0, 100.0, 1000.0), axis.ticks());
        assertEquals(100, axis.at(1), 1e-9);
        assertEquals(200, axis.at(10), 1e-9);
        assertEquals(400, axis.at(1000), 1e-9);
    }

    @Test
    void aBarChartIsAPictureWithABarForEachValue() throws Exception {
        Document picture = picture(
                new BarChart("fast & slow", "us", Map.of("W<1>", Map.of("adjoint", 1.0, "other", 100.0))).svg());
        int background = 1;
        assertEquals(2 + background, picture.getElementsByTagName("rect").getLength());
        assertTrue(picture.getDocumentElement().getTextContent().contains("fast & slow"));
        assertTrue(picture.getDocumentElement().getTextContent().contains("W<1>"));
    }

    @Test
    void barsOfTenTimesTheValueAreLongerByADecade() throws Exception {
        Document picture = picture(new BarChart(
                        "t", "u", Map.of("a", Map.of("x", 10.0), "b", Map.of("x", 100.0), "c", Map.of("x", 1000.0)))
                .svg());
        double[] widths = new double[3];
        for (int i = 0; i < 3; i++) {
            Element bar = (Element) picture.getElementsByTagName("rect").item(i + 1);
            widths[i] = Double.parseDouble(bar.getAttribute("width"));
        }
        Arrays.sort(widths);
        assertEquals(widths[2] - widths[1], widths[1], 0.2);
    }

    @Test
    void aLineChartHasADotForEachPoint() throws Exception {
        Document picture = picture(
                new LineChart("t", "size", "us", Map.of("adjoint", Map.of(1.0, 5.0, 2.0, 7.0, 4.0, 30.0))).svg());
        assertEquals(3, picture.getElementsByTagName("circle").getLength());
    }

    private static Document picture(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }
}
