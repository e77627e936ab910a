package dev.taowa.git;

import java.io.IOException;

/** The server gave a clone without its files, and then refused the files: older servers over SSH do. */
final class PartialRefusedException extends IOException {

    PartialRefusedException(String words) {
        super(words);
    }
}
