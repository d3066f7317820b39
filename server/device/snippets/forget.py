# Ends an update of the scripts over the air: its journal first, then what it staged and kept.
def _forget(data):
    _drop(["ota_scripts.json", "ota_scripts.json.tmp"])
    _drop(n for n in os.listdir("/") if n.startswith("ota") and n.split(".", 1)[-1] in ("py.next", "py.old"))
    return b""


# Says what was there.
def _drop(names):
    there = os.listdir("/")
    gone = ["/" + n for n in names if n in there]
    for p in gone:
        os.remove(p)
    return gone
