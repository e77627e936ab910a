package dev.taowa.definition;

import dev.taowa.document.Property;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code secrets}: for the name of each variable, what it is for and where it is had. */
final class SecretsReader {

    private static final String NAME = "[A-Za-z_][A-Za-z0-9_]{0,255}";

    private SecretsReader() {}

    static List<WantedSecret> read(Property secrets) {
        var wanted = new ArrayList<WantedSecret>();
        secrets.members((name, secret) -> {
            if (!name.matches(NAME)) {
                secret.mistake("is no name for a variable");
                return;
            }
            secret.members((key, property) -> {
                if (!key.equals("description") && !key.equals("documentationUrl")) {
                    property.unknown();
                }
            });
            wanted.add(new WantedSecret(name, text(secret, "description"), text(secret, "documentationUrl")));
        });
        return wanted;
    }

    private static String text(Property secret, String name) {
        return secret.find(name).flatMap(Property::text).orElse("");
    }
}
