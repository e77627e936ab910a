package dev.taowa.driver.podman;

import dev.taowa.driver.Driver;
import dev.taowa.driver.podman.engine.EngineClient;
import dev.taowa.driver.podman.image.HostSettings;
import dev.taowa.driver.podman.image.PodmanImages;
import dev.taowa.driver.podman.image.WebIde;
import dev.taowa.driver.podman.probe.HostProbe;
import dev.taowa.driver.podman.root.Root;
import dev.taowa.host.HostReport;
import dev.taowa.image.Images;
import dev.taowa.image.MachineSettings;
import dev.taowa.task.Progress;
import dev.taowa.workspace.Mount;
import java.nio.file.Path;

/** This machine as a host: the driver with the parts that are the same for all its workspaces. */
public final class LocalHost implements PodmanDriver.Host {

    private final HostSettings settings = HostSettings.ofThisMachine();
    private final Images images;
    private final WebIde webIde;
    private final HostProbe probe;

    private LocalHost(Root root, EngineClient engine) {
        this.images = new PodmanImages(engine, root, settings::read);
        this.probe = new HostProbe(root, Path.of(System.getProperty("user.home")));
        this.webIde = new WebIde(root, settings::read);
    }

    /** The driver for this machine's Podman. */
    public static Driver driver(String stateId) {
        var root = Root.obtain(stateId);
        return new PodmanDriver(root, stateId, engine -> new LocalHost(root, engine));
    }

    @Override
    public HostReport report() {
        return probe.probe("local");
    }

    @Override
    public MachineSettings settings() {
        return settings.read();
    }

    @Override
    public Mount.Shared webIde(Progress progress) {
        return webIde.obtain(progress);
    }

    @Override
    public Images images() {
        return images;
    }
}
