package io.jenkins.plugins.multistagebuild.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTreeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"os\":\"linux\",\"empty\":{},\"none\":null,\"history\":[{\"empty_layer\":true},{\"a\":false},[]]}",
                "[0,-1,2147483648,9223372036854775808,1.5,1e400,\"\u00e9\\u00e9\\n\"]",
                "{\"twice\":1,\"twice\":2}",
                "\"text\"",
                "",
                " "
            })
    void shouldReadWhatAMapperReads(String document) throws Exception {
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        assertThat(JsonTree.read(bytes)).isEqualTo(new ObjectMapper().readTree(bytes));
        assertThat(JsonTree.read(document)).isEqualTo(new ObjectMapper().readTree(document));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[{\"a\":", "[1,", "{\"a\" 1}", "nil", "\"open"})
    void shouldRefuseWhatIsNoJson(String document) {
        assertThatThrownBy(() -> JsonTree.read(document.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(JsonProcessingException.class);
        assertThatThrownBy(() -> JsonTree.read(document)).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void shouldRefuseWhatIsNestedTooDeep() {
        byte[] deep = "[".repeat(1_000_000).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> JsonTree.read(deep)).isInstanceOf(JsonProcessingException.class);
    }
}
