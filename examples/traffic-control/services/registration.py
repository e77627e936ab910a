"""Vehicle registration: who owns a vehicle."""
import hashlib

import mesh

MODELS = ["Comet 3", "Heron", "Little Bear", "Otter Estate", "Swift Mk II"]
OWNERS = ["Ada Winter", "Chen Yu", "Femi Adeyemi", "Ida Lund", "Marco Bianchi", "Noor Haddad", "Tomás Ruiz"]


def vehicle(plate):
    """The same vehicle for the same plate, at every start."""
    if not plate.replace("-", "").isalnum():
        raise LookupError(plate)
    number = int.from_bytes(hashlib.sha256(plate.encode()).digest()[:4])
    owner = OWNERS[number % len(OWNERS)]
    address = owner.lower().replace(" ", ".").encode("ascii", "ignore").decode()
    return {"plate": plate, "model": MODELS[number % len(MODELS)], "owner": owner, "mail": f"{address}@example.org"}


if __name__ == "__main__":
    mesh.serve({"/healthz": lambda: "ok", "/vehicles/*": vehicle})
