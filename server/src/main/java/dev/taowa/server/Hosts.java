package dev.taowa.server;

import dev.taowa.driver.Driver;

/** Makes the driver of this machine, when it is first needed. */
@FunctionalInterface
interface Hosts {

    Driver driver();
}
