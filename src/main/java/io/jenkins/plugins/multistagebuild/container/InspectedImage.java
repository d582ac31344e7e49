package io.jenkins.plugins.multistagebuild.container;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.multistagebuild.json.JsonTree;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what {@code image inspect} of docker and podman prints. */
final class InspectedImage {
    private InspectedImage() {}

    /** The JSON that a command prints about an image, or null when it says that there is no such image. */
    static @Nullable JsonNode ask(EngineClient client, List<String> arguments)
            throws ContainerException, InterruptedException {
        EngineClient.Answer answer = client.ask(arguments);
        if (answer.status() != 0 && answer.err().stream().anyMatch(ContainerEngine::saysNoSuchImage)) {
            return null;
        }
        return parse(client.succeeded(arguments, answer).text(), client.program());
    }

    static JsonNode parse(String json, String program) throws ContainerException {
        try {
            return JsonTree.read(json);
        } catch (JsonProcessingException e) {
            throw new ContainerException(
                    "'" + program + "' printed something else than JSON: " + e.getOriginalMessage(), e);
        }
    }

    static ImageInfo read(JsonNode image) {
        return new ImageInfo(
                image.path("Id").asText(),
                image.path("Size").asLong(),
                strings(image.path("RootFS").path("Layers")),
                image.path("Os").asText(),
                image.path("Architecture").asText(),
                textOrNull(image.path("Variant")),
                strings(image.path("Config").path("Env")),
                strings(image.path("Config").path("OnBuild")),
                strings(image.path("RepoDigests")),
                image.path("Config"));
    }

    static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(element -> strings.add(element.asText()));
        return strings;
    }

    static @Nullable String textOrNull(JsonNode text) {
        return text.asText().isEmpty() ? null : text.asText();
    }
}
