package dev.taowa.image;

import dev.taowa.workspace.LoginUser;

/** An image that boots as a machine, and the user that sessions log in as. */
public record MachineImage(Image image, LoginUser user) {}
