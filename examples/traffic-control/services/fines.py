"""Fine collection: says by mail what a violation costs."""
import mesh

BASE = 30
STEPS = [(10, 4), (20, 7), (float("inf"), 11)]


def fine(over):
    """In euros, dearer for every kilometre an hour above ten and above twenty."""
    return BASE + over * next(price for limit, price in STEPS if over <= limit)


def violated(violation):
    vehicle = mesh.invoke("registration", f"vehicles/{violation['plate']}")
    cost = fine(violation["over"])
    mesh.send_mail(
        "fines@example.org",
        vehicle["mail"],
        f"Fine of {cost} euros for {vehicle['plate']}",
        f"Dear {vehicle['owner']},\n\nyour {vehicle['model']} ({vehicle['plate']}) was {violation['over']} km/h"
        f" too fast.\nPlease pay {cost} euros.\n",
    )
    print(f"{vehicle['plate']}: {cost} euros", flush=True)


if __name__ == "__main__":
    mesh.alive()
    mesh.listen("fines", {"violations": violated})
