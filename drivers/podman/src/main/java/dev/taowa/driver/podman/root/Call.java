package dev.taowa.driver.podman.root;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.nio.file.Path;
import java.util.Base64;

/** What a user's process asks of the helper; one call a connection, as one frame of JSON. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "call")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Call.Hello.class, name = "hello"),
    @JsonSubTypes.Type(value = Call.Run.class, name = "run"),
    @JsonSubTypes.Type(value = Call.Obtain.class, name = "obtain"),
    @JsonSubTypes.Type(value = Call.Mount.class, name = "mount"),
    @JsonSubTypes.Type(value = Call.IsMapped.class, name = "isMapped"),
    @JsonSubTypes.Type(value = Call.CanMap.class, name = "canMap"),
    @JsonSubTypes.Type(value = Call.Unmount.class, name = "unmount"),
    @JsonSubTypes.Type(value = Call.Dial.class, name = "dial"),
    @JsonSubTypes.Type(value = Call.Owner.class, name = "owner"),
    @JsonSubTypes.Type(value = Call.Read.class, name = "read"),
    @JsonSubTypes.Type(value = Call.Write.class, name = "write"),
    @JsonSubTypes.Type(value = Call.MakeFolder.class, name = "makeFolder"),
    @JsonSubTypes.Type(value = Call.Delete.class, name = "delete"),
    @JsonSubTypes.Type(value = Call.HandOver.class, name = "handOver")
})
sealed interface Call {

    /** Raised with every change of this protocol. */
    int PROTOCOL = 1;

    /** Asks for the helper's protocol; the connection then stays open for as long as the helper is needed. */
    record Hello(int protocol) implements Call {}

    record Run(Program program) implements Call {}

    record Obtain(String name, Program program) implements Call {}

    record Mount(MappedMount mount) implements Call {}

    record IsMapped(Path target) implements Call {}

    record CanMap(Path folder) implements Call {}

    record Unmount(Path target) implements Call {}

    /** After a good answer the connection carries the bytes of the dialled one. */
    record Dial(long pid, int port) implements Call {}

    record Owner(Path file) implements Call {}

    record Read(Path file) implements Call {}

    record Write(Path file, String base64, int mode) implements Call {

        static Write of(Path file, byte[] content, int mode) {
            return new Write(file, Base64.getEncoder().encodeToString(content), mode);
        }

        byte[] content() {
            return Base64.getDecoder().decode(base64);
        }
    }

    record MakeFolder(Path folder) implements Call {}

    record Delete(Path path) implements Call {}

    record HandOver(Path file) implements Call {}
}
