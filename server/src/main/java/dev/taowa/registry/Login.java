package dev.taowa.registry;

import dev.taowa.workspace.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What a person has logged in to a registry with. */
sealed interface Login {

    /** A name and its password, as HTTP's Basic scheme wants them: joined by a colon and in base 64. */
    record Password(Secret basic) implements Login {

        static Password of(String user, String password) {
            var joined = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
            return new Password(Secret.of(Base64.getEncoder().encode(joined)));
        }
    }

    /** What a token service gives tokens for, instead of a name and a password (OAuth 2's refresh token). */
    record Identity(Secret token) implements Login {}
}
