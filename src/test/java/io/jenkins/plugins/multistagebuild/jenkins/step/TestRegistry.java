package io.jenkins.plugins.multistagebuild.jenkins.step;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** A real registry on a port of this machine that asks for a name and a password. */
final class TestRegistry implements AutoCloseable {
    static final String USER = "someone";
    static final String PASSWORD = "pass word";

    private static final int ATTEMPTS = 100;

    private final Process process;
    private final int port;

    private TestRegistry(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static TestRegistry start(Path folder) throws IOException, InterruptedException {
        String program = System.getenv("MSB_REGISTRY");
        assumeTrue(program != null, "no registry: run the tests under src/setup/with-engine --registry");
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path passwords = Files.writeString(
                folder.resolve("htpasswd"), USER + ":" + new BCryptPasswordEncoder(4).encode(PASSWORD) + "\n");
        Path configuration = Files.writeString(
                folder.resolve("registry.yml"), """
                version: 0.1
                log: {level: warn}
                storage: {filesystem: {rootdirectory: "%s"}}
                http: {addr: "127.0.0.1:%d"}
                auth: {htpasswd: {realm: test, path: "%s"}}
                """.formatted(folder.resolve("data"), port, passwords));
        Process process = new ProcessBuilder(program, "serve", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("registry.log").toFile())
                .start();
        TestRegistry registry = new TestRegistry(process, port);
        for (int attempt = 0; attempt < ATTEMPTS && registry.status("") != HttpURLConnection.HTTP_OK; attempt++) {
            Thread.sleep(100);
        }
        return registry;
    }

    String url() {
        return "http://" + host() + "/";
    }

    String host() {
        return "127.0.0.1:" + port;
    }

    /** Whether it has an image of that name and tag. */
    boolean has(String name, String tag) throws IOException {
        return status(name + "/manifests/" + tag) == HttpURLConnection.HTTP_OK;
    }

    /** The digest of its manifest. */
    String digest(String name, String tag) throws IOException {
        return connect(name + "/manifests/" + tag).getHeaderField("Docker-Content-Digest");
    }

    private int status(String path) throws IOException {
        try {
            return connect(path).getResponseCode();
        } catch (ConnectException e) {
            return -1;
        }
    }

    private HttpURLConnection connect(String path) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url() + "v2/" + path).toURL().openConnection();
        String login = USER + ":" + PASSWORD;
        connection.setRequestProperty(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
        connection.setRequestProperty("Accept", "application/vnd.docker.distribution.manifest.v2+json");
        return connection;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
