"""Traffic control: measures the average speed between two cameras, and reports who was too fast."""
import mesh

KILOMETRES = 10
LIMIT = 100
# What the cameras may be wrong by.
TOLERANCE = 3

publish = mesh.publish("control-out")


def entered(event):
    mesh.keep(event["plate"], event["time"])


def left(event):
    since = mesh.kept(event["plate"])
    if since is None or event["time"] <= since:
        print(f"{event['plate']} was not seen to enter", flush=True)
        return
    speed = KILOMETRES / (event["time"] - since) * 3600
    over = speed - TOLERANCE - LIMIT
    print(f"{event['plate']} at {speed:.0f} km/h", flush=True)
    if over > 0:
        publish("violations", {"plate": event["plate"], "over": round(over), "time": event["time"]})


if __name__ == "__main__":
    mesh.alive()
    mesh.listen("control", {"entry": entered, "exit": left})
