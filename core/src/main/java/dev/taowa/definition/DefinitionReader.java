package dev.taowa.definition;

import dev.taowa.source.Checkout;
import java.util.Map;

public final class DefinitionReader {
    public Definition read(Checkout checkout, Map<String, String> client) {
        return Definition.builtIn();
    }
}
