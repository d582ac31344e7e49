package io.jenkins.plugins.multistagebuild.build.equal;

import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** How the test asks for a split build; the one that is tested is found as a service. */
public interface SplitBuilder {

    /**
     * What to build.
     *
     * @param engine the engine and builder to use
     * @param context folder of the context
     * @param dockerfile path of the Dockerfile
     * @param target the stage to build, null for the last
     * @param args the build arguments
     * @param tag name that the image gets
     */
    record Request(
            TestEngine engine,
            Path context,
            Path dockerfile,
            @Nullable String target,
            Map<String, String> args,
            String tag) {
        public Request {
            args = Map.copyOf(args);
        }
    }

    /**
     * Builds and tags the image, and leaves nothing else behind. Called from several threads at once.
     *
     * @throws Exception if the build fails
     */
    void build(Request request) throws Exception;

    /** The split builder of the class path, null if there is none. */
    static @Nullable SplitBuilder find() {
        return ServiceLoader.load(SplitBuilder.class).findFirst().orElse(null);
    }
}
