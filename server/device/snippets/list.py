# What is in a folder, or the file itself: path, bytes, -1 for a folder. From an index on, as much as one answer holds.
def _list(data):
    a = json.loads(data)
    found = []
    skip = a["skip"]
    s = os.stat(a["path"] or "/")
    todo = [] if s[0] & 0x4000 else [(a["path"], s[6])]
    if not todo:
        todo = _entries(a["path"])
    while todo and len(found) < 24:
        path, size = todo.pop()
        if skip:
            skip -= 1
        else:
            found.append([path, size])
        if size < 0 and a["recursive"]:
            todo += _entries(path)
    return json.dumps(found).encode()


# The last first. One look at a folder tells the sizes too, but on a port whose file system leaves them out: each name
# that is looked up costs a walk through the whole folder.
def _entries(path):
    here = [(path + "/" + e[0], -1 if e[1] & 0x4000 else e[3] if len(e) > 3 else os.stat(path + "/" + e[0])[6]) for e in os.ilistdir(path or "/")]
    here.sort(reverse=True)
    return here
