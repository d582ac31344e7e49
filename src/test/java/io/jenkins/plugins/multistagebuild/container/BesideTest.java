package io.jenkins.plugins.multistagebuild.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class BesideTest {
    @Test
    void shouldAskWhileTheCallerGoesOn() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);

        try (Beside<String> beside = Beside.begin("question", () -> {
            reached.await();
            return "answer";
        })) {
            reached.countDown();
            assertThat(beside.answer()).isEqualTo("answer");
        }
    }

    @Test
    void shouldThrowWhatTheQuestionThrew() {
        ContainerException failure = new ContainerException("no engine");

        try (Beside<String> beside = Beside.begin("question", () -> {
            throw failure;
        })) {
            assertThatThrownBy(beside::answer).isSameAs(failure);
        }
    }

    @Test
    void shouldNameTheQuestionOfABug() {
        try (Beside<String> beside = Beside.begin("question", () -> {
            throw new IndexOutOfBoundsException("3");
        })) {
            assertThatThrownBy(beside::answer)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("question failed")
                    .hasCauseInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void shouldHaveEndedWhatNobodyWaitsFor() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();

        try (Beside<String> beside = Beside.begin("question", () -> {
            try {
                asked.countDown();
                new CountDownLatch(1).await();
                return "never";
            } finally {
                ended.set(true);
            }
        })) {
            asked.await();
            assertThat(beside).isNotNull();
        }

        assertThat(ended).isTrue();
    }

    @Test
    void shouldKeepAnInterruptionOfTheCaller() {
        boolean kept;
        try (Beside<String> beside = Beside.begin("question", () -> "answer")) {
            Thread.currentThread().interrupt();
            assertThat(beside).isNotNull();
        } finally {
            kept = Thread.interrupted();
        }

        assertThat(kept).isTrue();
    }
}
