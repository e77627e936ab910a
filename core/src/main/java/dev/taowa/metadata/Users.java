package dev.taowa.metadata;

import java.util.Optional;

/**
 * Who a machine and its sessions run as; a later word wins over an earlier one.
 *
 * @param container user of the image's own processes
 * @param remote user of sessions and lifecycle commands
 * @param adoptsOwner whether the remote user shall have the ids of the source's owner; always so where folders are
 *     id-mapped
 */
public record Users(Optional<String> container, Optional<String> remote, Optional<Boolean> adoptsOwner) {

    public static final Users NONE = new Users(Optional.empty(), Optional.empty(), Optional.empty());

    /** Who sessions log in as, where somebody said. */
    public Optional<String> login() {
        return remote.or(() -> container);
    }

    Users merge(Users later) {
        return new Users(
                later.container.or(() -> container),
                later.remote.or(() -> remote),
                later.adoptsOwner.or(() -> adoptsOwner));
    }
}
