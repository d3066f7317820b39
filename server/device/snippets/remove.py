# Removes files, and folders with all that is in them where that is meant. Nothing goes where one cannot: then the answer
# says which and why. How many files and folders went with each; 0 for what an earlier try, cut off, has removed.
def _removes(data):
    a = json.loads(data)
    for p in a["paths"]:
        try:
            if os.stat(p)[0] & 0x4000 and not a["recursive"]:
                return json.dumps({"folder": p}).encode()
        except OSError:
            if not a["again"]:
                return json.dumps({"missing": p}).encode()
    return json.dumps({"counts": [_count(p) for p in a["paths"]]}).encode()


def _count(path):
    try:
        folder = os.stat(path)[0] & 0x4000
    except OSError:
        return 0
    if not folder:
        os.remove(path)
        return 1
    count = sum([_count(path + "/" + n) for n in os.listdir(path)])
    os.rmdir(path)
    return count + 1
