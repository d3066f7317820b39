# OtaTools ota_scripts.py: renews the scripts from the server: all of them, or none.
# What is fetched lies beside the old files until ota_boot.py switches, at the next start.
import binascii
import hashlib
import os
import sys

from ota_net import below
from ota_state import OtaError

MAGIC = b"OTATOOLS-MANIFEST-1\n"
LONGEST_MANIFEST = 4096
BUFFER = 512
MARGIN = 4  # blocks of the file system that stay free


def update(get, url, key, version):
    """Fetches newer scripts than this version; True when the next reset switches to them."""
    guard = sys.modules.get("ota_boot")
    if not guard:
        return False  # nobody would put them back
    text = manifest(get, below(url, "ota-scripts.manifest"))
    if text is None:
        guard.completed()
        return False
    if not text.startswith(MAGIC):
        return False  # a page that this server has for every name
    import ota_signed

    new = ota_signed.read(text, key, "scripts")
    del text
    # Scripts that can read this can be renewed again: no more is asked of them.
    guard.completed()
    j = guard.load()
    if j.get("state") == "switch":
        return True
    if j.get("state") or not newer(new, j, version):
        return False
    left = j.get("left", {})
    if same_release(left, new) and left["times"] >= guard.TRIES:
        print("[OTA] scripts left alone: version %s did not complete a boot" % new["version"])
        return False
    files = [f for f in new["files"] if digest("/" + allowed(f["name"])) != f["sha256"]]
    if not files:
        return False
    for name in os.listdir("/"):
        if name.startswith("ota") and (name.endswith(".py.next") or name.endswith(".py.old")):
            guard.remove(name)
    check_room(files)
    try:
        for f in files:
            fetch(get, below(url, "ota-scripts/" + f["name"]), f)
        guard.save({
            "state": "switch",
            "version": new["version"],
            "sequence": new["sequence"],
            "files": [f["name"] for f in files],
            "added": [f["name"] for f in files if not guard.there(f["name"])],
            "names": [f["name"] for f in new["files"]],
            "starts": 0,
            "was": {k: j[k] for k in ("version", "sequence", "names", "left") if k in j},
        })
    except BaseException as ex:
        for f in files:
            guard.remove(f["name"] + ".next")
        if isinstance(ex, OSError):
            raise OtaError("the scripts cannot be written: %s" % ex)
        raise
    print("[OTA] scripts fetched: version", new["version"])
    return True


def manifest(get, url):
    # The file's bytes, or None where the server has none.
    r = get(url)
    try:
        if r.status in (403, 404):
            return None
        if r.status != 200:
            raise OtaError("HTTP %d from the server for %s" % (r.status, url))
        b = bytearray(LONGEST_MANIFEST)
        n = r.read(memoryview(b))
        more = r.read(memoryview(bytearray(1)))
    finally:
        r.close()
    if b.startswith(MAGIC) and (more or (r.length is not None and n != r.length)):
        raise OtaError("the list of scripts is too long or cut off")
    return bytes(memoryview(b)[:n])


def newer(new, j, version):
    return new["version"] != version and new["sequence"] > max(j.get("sequence", 0), number(version))


def same_release(left, new):
    return left.get("version") == new["version"] and left.get("sequence") == new["sequence"]


def number(version):
    # The sequence of scripts that came by cable: 1.2.3 is 1002003.
    try:
        a, b, c = version.split("-")[0].split(".")
        return (int(a) * 1000 + int(b)) * 1000 + int(c)
    except ValueError:
        return 0


def allowed(name):
    # boot.py and ota_boot.py put others back; main.py and ota_health.py are the user's.
    ours = name == "ota.py" or (name.startswith("ota_") and name.endswith(".py"))
    if not ours or name in ("ota_boot.py", "ota_health.py") or "/" in name:
        raise OtaError("scripts: %s may not be replaced over the air" % name)
    return name


def digest(path):
    h = hashlib.sha256()
    b = bytearray(BUFFER)
    v = memoryview(b)
    try:
        with open(path, "rb") as f:
            while True:
                n = f.readinto(b)
                if not n:
                    return binascii.hexlify(h.digest()).decode()
                h.update(v[:n])
    except OSError:
        return None


def check_room(files):
    s = os.statvfs("/")
    block = s[0]
    need = sum(f["size"] // block + 1 for f in files) + MARGIN
    if s[4] < need:
        raise OtaError("the scripts need %d bytes more on the file system" % ((need - s[4]) * block))


def fetch(get, url, f):
    path = "/" + f["name"] + ".next"
    b = bytearray(BUFFER)
    v = memoryview(b)
    left = f["size"]
    r = get(url)
    try:
        if r.status != 200:
            raise OtaError("HTTP %d from the server for %s" % (r.status, url))
        with open(path, "wb") as out:
            while left:
                n = r.read(v[: min(left, BUFFER)])
                if not n:
                    raise OtaError("scripts: %s is cut off" % f["name"])
                out.write(v[:n])
                left -= n
            if r.read(v[:1]):
                raise OtaError("scripts: %s is longer than its list says" % f["name"])
    finally:
        r.close()
    # What counts is what lies in the file system.
    if digest(path) != f["sha256"]:
        raise OtaError("scripts: %s has another SHA-256 than its list says" % f["name"])
