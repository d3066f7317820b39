# Files on the board: hashes, writing under a temporary name, renaming.

def _sha(path):
    h = hashlib.sha256()
    try:
        with open(path, "rb") as f:
            while True:
                d = f.read(512)
                if not d:
                    return binascii.hexlify(h.digest()).decode()
                h.update(d)
    except OSError:
        return None


def _hashes():
    print(json.dumps([_sha(p) for p in _args()]))


def _read():
    with open(_args(), "rb") as f:
        while True:
            d = f.read(384)
            if not d:
                break
            print(binascii.b2a_base64(d).decode(), end="")


def _put():
    a = _args()
    _folder(a["path"])
    try:
        with open(a["path"], "wb") as f:
            for _ in range(a["blocks"]):
                d = _block()
                if a["window"]:
                    import io

                    s = deflate.DeflateIO(io.BytesIO(d), deflate.RAW, a["window"])
                    while True:
                        d = s.read(512)
                        if not d:
                            break
                        f.write(d)
                else:
                    f.write(d)
    except BaseException:
        _remove(a["path"])
        raise
    print(_sha(a["path"]))


def _folder(path):
    try:
        os.mkdir(path.rsplit("/", 1)[0])
    except OSError:
        pass


def _remove(path):
    try:
        os.remove(path)
    except OSError:
        pass


def _discard():
    for p in _args():
        _remove(p)
    _unstage()


def _unstage():
    try:
        os.rmdir("/ota.new")
    except OSError:
        pass


# Ends an update of the scripts over the air: its journal first, then what it staged and kept.
def _forget():
    _drop(["ota_scripts.json", "ota_scripts.json.tmp"])
    _drop(n for n in os.listdir("/") if n.startswith("ota") and n.split(".", 1)[-1] in ("py.next", "py.old"))


def _drop(names):
    # Says what was there.
    there = os.listdir("/")
    gone = ["/" + n for n in names if n in there]
    for p in gone:
        _remove(p)
    return gone


def _commit():
    a = _args()
    if a["scripts"]:
        _forget()
    for old, kept in a["keep"]:
        _remove(kept)
        os.rename(old, kept)
    for new, path in a["move"]:
        os.rename(new, path)
    _unstage()
    if hasattr(os, "sync"):
        os.sync()
