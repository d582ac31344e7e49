package io.jenkins.plugins.multistagebuild.jenkins.step;

import io.jenkins.plugins.multistagebuild.report.ReportJson;
import io.jenkins.plugins.multistagebuild.report.SizeReport;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.JenkinsRule;

/** A build that lies on disk as one of an earlier day does, with what it remembers of its calls of the step. */
public final class SavedBuild {
    /** A call whose every figure was measured. */
    public static final String SERVER = """
            <id>server</id>
            <keepStashes>false</keepStashes>
            <name>Server</name>
            <image>movies/server:1</image>
            <uncompressedBytes>13200000</uncompressedBytes>
            <compressedBytes>4400000</compressedBytes>
            <diskBytes>13190000</diskBytes>
            <baselineBytes>350000000</baselineBytes>
            <budgetBytes>20000000</budgetBytes>
            <referenceLabel>#41</referenceLabel>
            <referenceBytes>13098600</referenceBytes>
            <gate>PASSED</gate>
            <ended>true</ended>
            """;

    /** A call of which only the size is known. */
    public static final String CLIENT = """
            <id>client</id>
            <keepStashes>false</keepStashes>
            <image>movies/client:1</image>
            <uncompressedBytes>500</uncompressedBytes>
            <gate>INACTIVE</gate>
            <ended>true</ended>
            """;

    /** A call that made no image. */
    public static final String FAILED = """
            <id>failed</id>
            <keepStashes>false</keepStashes>
            <uncompressedBytes>0</uncompressedBytes>
            <ended>true</ended>
            """;

    private static final String BUILD = """
            <?xml version='1.1' encoding='UTF-8'?>
            <flow-build>
              <actions>%s</actions>
              <queueId>1</queueId>
              <timestamp>1791036800000</timestamp>
              <startTime>1791036800000</startTime>
              <result>SUCCESS</result>
              <duration>1000</duration>
              <keepLog>false</keepLog>
              <completed>true</completed>
            </flow-build>
            """;

    private SavedBuild() {}

    /**
     * A job with one build.
     *
     * @param calls what the build remembers of each, as it stands in {@code build.xml}
     */
    public static WorkflowRun create(JenkinsRule jenkins, String name, String... calls) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, name);
        String type = SplitBuildAction.class.getName();
        String actions = Arrays.stream(calls)
                .map(call -> "<" + type + ">" + call + "</" + type + ">")
                .collect(Collectors.joining());
        Path build = Files.createDirectories(job.getBuildDir().toPath().resolve("1"));
        Files.writeString(build.resolve("build.xml"), BUILD.formatted(actions));
        job.updateNextBuildNumber(2);
        job.doReload();
        return Objects.requireNonNull(
                jenkins.jenkins.getItemByFullName(name, WorkflowJob.class).getBuildByNumber(1));
    }

    /** The report of a call in full, which is always the same. */
    public static SizeReport report() throws Exception {
        try (InputStream json = Objects.requireNonNull(SizeReport.class.getResourceAsStream("report-schema-1.json"))) {
            return ReportJson.parse(new String(json.readAllBytes(), StandardCharsets.UTF_8), "report-schema-1.json");
        }
    }

    /** Lays the report of a call into the folder of its build. */
    public static Path writeReport(WorkflowRun run, String call) throws Exception {
        Path file = SplitFolder.report(run, call);
        Files.createDirectories(file.getParent());
        ReportJson.writeCompressed(report(), file);
        return file;
    }
}
