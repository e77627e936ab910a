package dev.taowa.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtensionRegistryTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"https://extensions.example", "https://extensions.example/", "https://extensions.example//"})
    void aRegistryIsNamedToTheEditorAsItReadsIt(String address) {
        assertThat(ExtensionRegistry.variables(Map.of(ExtensionRegistry.VARIABLE, address)))
                .isEqualTo(Map.of(
                        "EXTENSIONS_GALLERY",
                        "{\"serviceUrl\":\"https://extensions.example/vscode/gallery\","
                                + "\"itemUrl\":\"https://extensions.example/vscode/item\"}"));
    }

    @Test
    void theEditorsOwnChoiceStaysWhereNoneIsNamed() {
        assertThat(ExtensionRegistry.variables(Map.of())).isEmpty();
        assertThat(ExtensionRegistry.variables(Map.of(ExtensionRegistry.VARIABLE, "")))
                .isEmpty();
    }

    @Test
    void whatAnAddressHoldsStaysText() {
        assertThat(ExtensionRegistry.variables(Map.of(ExtensionRegistry.VARIABLE, "https://x/\",\"y")))
                .hasEntrySatisfying(
                        "EXTENSIONS_GALLERY",
                        json -> assertThat(json).startsWith("{\"serviceUrl\":\"https://x/\\\",\\\"y/vscode"));
    }
}
