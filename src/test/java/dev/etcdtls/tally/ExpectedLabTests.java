package dev.etcdtls.tally;

import java.nio.file.Path;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The lab tests that exist, as JUnit itself finds them: {@code class#method}. */
final class ExpectedLabTests {
    private ExpectedLabTests() {}

    /** All lab tests of the compiled classes, or those with a tag. */
    static SortedSet<String> in(Path testClasses, String tag) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClasspathRoots(Set.of(testClasses)))
                .filters(ClassNameFilter.includeClassNamePatterns(".*IT"))
                .build();
        TestPlan plan = LauncherFactory.create().discover(request);
        SortedSet<String> found = new TreeSet<>();
        for (TestIdentifier root : plan.getRoots()) {
            for (TestIdentifier test : plan.getDescendants(root)) {
                boolean wanted = tag.isEmpty() || test.getTags().contains(TestTag.create(tag));
                if (wanted && test.getSource().orElse(null) instanceof MethodSource method) {
                    found.add(method.getClassName() + "#" + method.getMethodName());
                }
            }
        }
        return found;
    }
}
