# Before an upload: what is there, and room for more; what an upload that was cut off has left goes.
def _plan(data):
    a = json.loads(data)
    _wipe("/ota.new")
    root = os.statvfs("/")  # behind the wipe: what is free is part of it
    room = {"": root[0] * root[3]}
    for top in a["tops"]:
        # Another file system, such as an SD card, tells other figures; nothing can be renamed from one to another.
        try:
            if os.statvfs(top) == root:
                continue
        except OSError:
            continue
        _wipe(top + "/ota.new")
        s = os.statvfs(top)
        room[top] = s[0] * s[3]
    return json.dumps(room).encode() + b"\n" + _looks(json.dumps(a["paths"]))
