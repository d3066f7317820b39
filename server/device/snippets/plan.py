# Before an upload: what is there, and room for more; what an upload that was cut off has left goes.
def _plan(data):
    a = json.loads(data)
    root = os.statvfs("/")
    room = {}
    for top in [""] + a["tops"]:
        # Another file system, such as an SD card, tells other figures; nothing can be renamed from one to another.
        try:
            s = os.statvfs(top or "/")
        except OSError:
            continue
        if not top or s != root:
            _wipe(top + "/ota.new")
            s = os.statvfs(top or "/")
            room[top] = s[0] * s[3]
    return json.dumps(room).encode() + b"\n" + _looks(json.dumps(a["paths"]))
