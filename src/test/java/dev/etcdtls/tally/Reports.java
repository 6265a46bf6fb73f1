package dev.etcdtls.tally;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Reads the XML reports that surefire and failsafe leave behind. */
final class Reports {
    private Reports() {}

    /** All test cases of the folder's reports; none when there is no such folder. */
    static List<ReportedTest> read(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml"))
                    .sorted()
                    .flatMap(file -> casesOf(file).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    private static List<ReportedTest> casesOf(Path file) {
        try {
            NodeList cases = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(file.toFile())
                    .getElementsByTagName("testcase");
            List<ReportedTest> tests = new ArrayList<>();
            for (int i = 0; i < cases.getLength(); i++) {
                tests.add(testOf((Element) cases.item(i)));
            }
            return tests;
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException("cannot read the report " + file, e);
        }
    }

    private static ReportedTest testOf(Element testcase) {
        return new ReportedTest(
                testcase.getAttribute("classname"),
                testcase.getAttribute("name").replaceAll("[({\\[ ].*", ""),
                resultOf(testcase));
    }

    private static ReportedTest.Result resultOf(Element testcase) {
        if (testcase.getElementsByTagName("skipped").getLength() > 0) {
            return ReportedTest.Result.SKIPPED;
        }
        boolean failed = testcase.getElementsByTagName("failure").getLength() > 0
                || testcase.getElementsByTagName("error").getLength() > 0;
        return failed ? ReportedTest.Result.FAILED : ReportedTest.Result.PASSED;
    }
}
