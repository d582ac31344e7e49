package io.jenkins.plugins.multistagebuild.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.jenkinsci.plugins.workflow.actions.ThreadNameAction;
import org.jenkinsci.plugins.workflow.cps.nodes.StepEndNode;
import org.jenkinsci.plugins.workflow.cps.nodes.StepStartNode;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.graph.FlowEndNode;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** The flow graph, which every view of a Pipeline reads. */
@WithSharedJenkins
class FlowGraphTest {
    @Test
    void shouldHaveOneParallelWithABranchPerStage(JenkinsRule jenkins) throws Exception {
        TestPipelines.agent(jenkins, "one", "docker", 1, "26");
        WorkflowRun run = jenkins.buildAndAssertSuccess(
                TestPipelines.job(jenkins, "graph", """
                node('docker') {
                    %s
                    stage('Image') {
                        multiStageBuild()
                    }
                }
                """.formatted(TestPipelines.context(TestPipelines.DIAMOND))));
        FlowExecution execution = Objects.requireNonNull(run.getExecution());
        List<FlowNode> nodes = new DepthFirstScanner().allNodes(execution);
        List<FlowNode> parallels = nodes.stream()
                .filter(node -> node instanceof StepStartNode start
                        && start.getStepName().equals("Execute in parallel")
                        && !start.isBody())
                .toList();
        assertThat(parallels).hasSize(1);
        List<String> names = nodes.stream()
                .filter(node -> node.getPersistentAction(ThreadNameAction.class) != null)
                .peek(node -> assertThat(node.getParents()).containsExactly(parallels.get(0)))
                .map(node -> node.getPersistentAction(ThreadNameAction.class).getThreadName())
                .toList();
        assertThat(names).containsExactlyInAnyOrder("left", "right", "stage-3");
        FlowNode join = nodes.stream()
                .filter(node -> node instanceof StepEndNode end && end.getStartNode() == parallels.get(0))
                .findFirst()
                .orElseThrow();
        assertThat(join.getParents()).hasSize(3);
        assertThat(execution.getCurrentHeads()).singleElement().isInstanceOf(FlowEndNode.class);
        long starts = nodes.stream().filter(StepStartNode.class::isInstance).count();
        assertThat(nodes.stream().filter(StepEndNode.class::isInstance).count()).isEqualTo(starts);
    }
}
