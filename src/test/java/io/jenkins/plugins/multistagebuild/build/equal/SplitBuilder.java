package io.jenkins.plugins.multistagebuild.build.equal;

import io.jenkins.plugins.multistagebuild.build.BuildFile;
import io.jenkins.plugins.multistagebuild.container.ContainerEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A way to build the image from its stages. */
interface SplitBuilder {

    /**
     * What to build.
     *
     * @param engine the driver of the engine and builder to use
     * @param context folder of the context
     * @param files the Dockerfile, or one per stage
     * @param target the stage to build, null for the last
     * @param args the build arguments
     * @param contexts the named contexts
     * @param tag name that the image gets
     */
    record Request(
            ContainerEngine engine,
            Path context,
            List<BuildFile> files,
            @Nullable String target,
            Map<String, String> args,
            Map<String, String> contexts,
            String tag) {
        public Request {
            files = List.copyOf(files);
            args = Map.copyOf(args);
            contexts = Map.copyOf(contexts);
        }
    }

    /**
     * Builds and tags the image, and leaves nothing else behind but layers in the cache. Called from several threads at
     * once.
     *
     * @param traces gets the output of every build
     * @throws Exception if the build fails
     */
    void build(Request request, Traces traces) throws Exception;
}
