# What is there: files with their hashes, folders.
import uhashlib as hashlib


def _sha(path):
    h = hashlib.sha256()
    with open(path, "rb") as f:
        while True:
            d = f.read(1024)
            if not d:
                return h.digest()
            h.update(d)


# b"\0" for nothing, b"\1" and the SHA-256 for a file, b"\2" for a folder.
def _look(path):
    try:
        return b"\x02" if os.stat(path)[0] & 0x4000 else b"\x01" + _sha(path)
    except OSError:
        return b"\x00"


def _looks(data):
    return b"".join(map(_look, json.loads(data)))
