# What is in a folder, or the file itself: path, bytes, -1 for a folder. From an index on, as much as one answer holds.
def _list(data):
    a = json.loads(data)
    found = []
    skip = a["skip"]
    todo = [a["path"]]
    while todo:
        path = todo.pop()
        s = os.stat(path or "/")
        folder = s[0] & 0x4000
        if path != a["path"] or not folder:
            if skip:
                skip -= 1
            elif len(found) < 24:
                found.append([path, -1 if folder else s[6]])
            else:
                break
        if folder and (a["recursive"] or path == a["path"]):
            todo += [path + "/" + n for n in sorted(os.listdir(path or "/"), reverse=True)]
    return json.dumps(found).encode()
