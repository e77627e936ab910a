"""The simulation: vehicles that pass two cameras, ten kilometres apart."""
import random
import string
import threading
import time

import mesh

LANES = 3
# Nobody wants to watch real traffic: a minute on the road takes a second here.
SHORTENED = 60

publish = mesh.publish("cameras")


def drive(lane):
    while True:
        plate = "-".join("".join(random.choices(string.ascii_uppercase + string.digits, k=2)) for _ in range(3))
        seconds = 10 / random.gauss(98, 12) * 3600
        entered = time.time()
        publish("entry", {"lane": lane, "plate": plate, "time": entered})
        time.sleep(seconds / SHORTENED)
        publish("exit", {"lane": lane, "plate": plate, "time": entered + seconds})


if __name__ == "__main__":
    lanes = [threading.Thread(target=drive, args=(lane,)) for lane in range(LANES)]
    for lane in lanes:
        lane.start()
    for lane in lanes:
        lane.join()
