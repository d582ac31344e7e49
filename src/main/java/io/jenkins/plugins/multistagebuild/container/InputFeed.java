package io.jenkins.plugins.multistagebuild.container;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Writes the input of a process while the process runs. A process that does not read its input to the end is no failure
 * here, its exit status tells; a source that cannot be read is one, and ends the process.
 */
final class InputFeed {
    private final List<Thread> threads;
    private final AtomicReference<@Nullable Throwable> failure;

    private InputFeed(List<Thread> threads, AtomicReference<@Nullable Throwable> failure) {
        this.threads = threads;
        this.failure = failure;
    }

    static InputFeed start(Process process, @Nullable StandardInput input) throws IOException {
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        if (input == null) {
            process.getOutputStream().close();
            return new InputFeed(List.of(), failure);
        }
        Thread thread = new Thread(() -> feed(process, input, failure), "command-stdin");
        thread.setDaemon(true);
        thread.start();
        return new InputFeed(List.of(thread), failure);
    }

    private static void feed(Process process, StandardInput input, AtomicReference<@Nullable Throwable> failure) {
        try (Pipe pipe = new Pipe(process.getOutputStream())) {
            input.writeTo(pipe);
        } catch (PipeClosedException e) {
            return;
        } catch (IOException | RuntimeException e) {
            failure.set(e);
            process.destroy();
        }
    }

    void awaitEnd(Duration limit) {
        Patience.joinAll(threads, limit);
    }

    void throwFailure() throws IOException {
        Throwable broken = failure.get();
        if (broken instanceof RuntimeException mistake) {
            throw mistake;
        }
        if (broken != null) {
            throw new IOException("could not produce the input: " + broken.getMessage(), broken);
        }
    }

    /** Tells a process that stopped reading from a source that cannot be read. */
    private static final class Pipe extends FilterOutputStream {
        Pipe(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                throw new PipeClosedException(e);
            }
        }

        @Override
        public void flush() throws IOException {
            try {
                out.flush();
            } catch (IOException e) {
                throw new PipeClosedException(e);
            }
        }

        @Override
        public void close() throws IOException {
            try {
                out.close();
            } catch (IOException e) {
                throw new PipeClosedException(e);
            }
        }
    }

    private static final class PipeClosedException extends IOException {
        private static final long serialVersionUID = 1L;

        PipeClosedException(IOException cause) {
            super(cause);
        }
    }
}
