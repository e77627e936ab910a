package dev.taowa.metadata;

import dev.taowa.document.Property;
import dev.taowa.workspace.ByteSize;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads hostRequirements. */
final class RequirementsReader {

    private RequirementsReader() {}

    static HostRequirements read(Property property) {
        property.members((name, member) -> {
            if (!name.matches("cpus|memory|storage|gpu")) {
                member.unknown();
            }
        });
        return new HostRequirements(
                property.find("cpus").map(RequirementsReader::count).orElse(OptionalInt.empty()),
                property.find("memory").flatMap(RequirementsReader::size),
                property.find("storage").flatMap(RequirementsReader::size),
                property.find("gpu").map(RequirementsReader::gpu).orElse(HostRequirements.Gpu.NOT_NEEDED));
    }

    private static HostRequirements.Gpu gpu(Property property) {
        var node = property.node();
        if (node.isBoolean()) {
            return node.booleanValue() ? HostRequirements.Gpu.NEEDED : HostRequirements.Gpu.NOT_NEEDED;
        }
        if (node.isTextual() && node.textValue().equals("optional")) {
            return HostRequirements.Gpu.OPTIONAL;
        }
        if (node.isObject()) {
            property.members((name, member) -> {
                switch (name) {
                    case "cores" -> count(member);
                    case "memory" -> size(member);
                    default -> member.unknown();
                }
            });
            return HostRequirements.Gpu.NEEDED;
        }
        property.mistake("must be true, false, \"optional\" or an object");
        return HostRequirements.Gpu.NOT_NEEDED;
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
