# A part of a file; shorter than asked for at its end.
def _slice(data):
    a = json.loads(data)
    with open(a["path"], "rb") as f:
        f.seek(a["from"])
        return f.read(a["size"])
