# Puts what was written into its place.
def _commit(data):
    a = json.loads(data)
    if a["scripts"]:
        _forget()
    for p in a["folders"]:
        if _look(p) != b"\x02":
            os.mkdir(p)
    for new, path, kept in a["moves"]:
        # Where an earlier try was cut off behind the first of two renames, only the second is left.
        if kept and _look(path) != b"\x00":
            _wipe(kept)
            os.rename(path, kept)
        os.rename(new, path)
    for p in a["stages"]:
        _wipe(p)
    if hasattr(os, "sync"):
        os.sync()
    return b""


# Ends an update of the scripts over the air: its journal first, then what it staged and kept.
def _forget():
    _drop(["ota_scripts.json", "ota_scripts.json.tmp"])
    _drop(n for n in os.listdir("/") if n.startswith("ota") and n.split(".", 1)[-1] in ("py.next", "py.old"))


def _drop(names):
    # Says what was there.
    there = os.listdir("/")
    gone = ["/" + n for n in names if n in there]
    for p in gone:
        _wipe(p)
    return gone
