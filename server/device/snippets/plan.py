# Before an upload: for each file system how many bytes are free, and whether an earlier upload left something; and what is
# there.
def _plan(data):
    tops, paths = json.loads(data)
    rooms = {}
    for top in tops:
        # The root comes first. Another file system, such as an SD card, tells other figures than it; nothing can be
        # renamed from one to another.
        try:
            s = os.statvfs(top or "/")
        except OSError:
            continue
        if not top:
            root = s
        if not top or s != root:
            rooms[top] = [s[0] * s[3], _look(top + "/ota.new") != b"\x00"]
    return json.dumps(rooms).encode() + b"\n" + b"".join(map(_look, paths))
