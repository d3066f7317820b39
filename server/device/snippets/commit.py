# Puts what was written into its place.
def _commit(data):
    folders, moves, stages = json.loads(data)
    for p in folders:
        if _look(p) != b"\x02":
            os.mkdir(p)
    for m in moves:
        os.rename(*m)
    for p in stages:
        if _look(p) == b"\x02":
            os.rmdir(p)
    if hasattr(os, "sync"):
        os.sync()
    return b""
