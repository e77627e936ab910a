package dev.taowa.definition;

import dev.taowa.document.Property;
import dev.taowa.workspace.ByteSize;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads hostRequirements. */
final class RequirementsReader {

    private RequirementsReader() {}

    static HostRequirements read(Property property) {
        property.members((name, member) -> {
            if (name.equals("gpu")) {
                if (!member.node().isBoolean() || member.node().booleanValue()) {
                    member.warn("is not carried out yet");
                }
            } else if (!name.matches("cpus|memory|storage")) {
                member.warn("is unknown and has no effect");
            }
        });
        var cpus = property.find("cpus").map(RequirementsReader::count).orElse(OptionalInt.empty());
        return new HostRequirements(
                cpus,
                property.find("memory").flatMap(RequirementsReader::size),
                property.find("storage").flatMap(RequirementsReader::size));
    }

    private static OptionalInt count(Property property) {
        var node = property.node();
        if (node.isIntegralNumber() && node.canConvertToInt() && node.intValue() >= 1) {
            return OptionalInt.of(node.intValue());
        }
        property.mistake("must be a whole number of at least 1");
        return OptionalInt.empty();
    }

    private static Optional<ByteSize> size(Property property) {
        var node = property.node();
        if (node.isIntegralNumber() && node.canConvertToLong() && node.longValue() > 0) {
            return Optional.of(new ByteSize(node.longValue()));
        }
        var size = node.isTextual() ? ByteSize.parse(node.textValue()) : Optional.<ByteSize>empty();
        if (size.isEmpty()) {
            property.mistake("must be a size such as \"4gb\"");
        }
        return size;
    }
}
