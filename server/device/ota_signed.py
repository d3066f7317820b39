# OtaTools ota_signed.py: reads manifests and verifies their signatures. Format: server/device/MANIFESTS.md of OtaTools.
import binascii
import hashlib
import json

from ota_state import OtaError

MAGIC = b"OTATOOLS-MANIFEST-1\n"
MOST = 4096
FILES = 24
# The DigestInfo of a SHA-256 in EMSA-PKCS1-v1_5 (RFC 8017, 9.2).
INFO = b"010\r\x06\t`\x86H\x01e\x03\x04\x02\x01\x05\x00\x04 "


def read(text, key, kind, more=None):
    # text: bytes of a manifest; key: hex modulus or None; kind: "image" or "scripts"; more(payload, once) checks further
    # fields, and adds them to those that may be there once. The payload, or OtaError.
    try:
        return _read(text, key, kind, more)
    except OtaError:
        raise
    except Exception as ex:  # whatever a parser may trip over is a refusal
        raise OtaError("the manifest cannot be read: %s %s" % (type(ex).__name__, ex))


def _read(text, key, kind, more):
    start = len(MAGIC)
    end = text.find(b"\n", start)
    if len(text) > MOST or text[:start] != MAGIC or end < 0:
        raise OtaError("this is not a manifest")
    body = memoryview(text)[end + 1 :]
    if key is not None:
        _verify(_modulus(key), text[start:end], hashlib.sha256(body).digest())
    try:
        d = json.loads(body)
    except ValueError:
        d = None
    # Old MicroPythons take JSON that is cut off. Without escapes a field's name is in the text just as often as in the objects.
    n = [text.count(c, end) for c in (b"{", b"}", b"[", b"]", b"\\")]
    if not isinstance(d, dict) or n[0] != n[1] or n[2] != n[3] or n[4]:
        raise OtaError("the manifest's payload is not JSON of the right form")
    if d.get("kind") != kind:
        raise OtaError("the manifest is not one of %s" % ("an image" if kind == "image" else kind))
    number(d, "sequence", 1 << 53)
    once = {"kind": 1, "sequence": 1, "sha256": 1, "size": 1}
    if kind == "image":
        files = (d,)
        once["chip"] = 1
        number(d, "size", 32 << 20)
        number(d, "chip", 0xFFFF, 0)
    else:
        files = _files(d)
        once["version"] = once["files"] = 1
        once["name"] = once["size"] = once["sha256"] = len(files)
    for f in files:
        word(f, "sha256", "0123456789abcdef", 64, 64)
    if more:
        more(d, once)
    for name in once:
        if text.count(('"%s"' % name).encode(), end) != once[name]:
            raise OtaError("the manifest has more than one %s" % name)
    return d


def _unhex(digits):
    # Strictly: some MicroPythons take spaces among them.
    try:
        b = binascii.unhexlify(digits)
        return b if binascii.hexlify(b) == digits else b""
    except ValueError:
        return b""


def _modulus(key):
    n = _unhex(key.lower().encode()) if isinstance(key, str) and len(key) <= 1024 else b""
    # Odd and without leading zeros, as every RSA modulus is.
    if len(n) < 256 or not n[0] or not n[-1] & 1 or (len(n) == 256 and n[0] < 128):
        raise OtaError("the key in /ota.json is not an RSA modulus of 2048 to 4096 bits")
    return n


def _verify(n, signature, digest):
    if signature == b"-":
        raise OtaError("the manifest is not signed")
    s = _unhex(signature) if len(signature) == 2 * len(n) else b""
    if s and s < n:
        # The whole encoding is built and compared, never parsed.
        want = b"\0\1" + b"\xff" * (len(n) - 54) + b"\0" + INFO + digest
        n = int.from_bytes(n, "big")
        if pow(int.from_bytes(s, "big"), 65537, n) == int.from_bytes(want, "big"):
            return
    raise OtaError("the manifest's signature is wrong")


def _files(d):
    files = d.get("files")
    if not isinstance(files, list) or not 0 < len(files) <= FILES:
        raise OtaError("the manifest must list 1 to %d files" % FILES)
    word(d, "version", "0123456789abcdefghijklmnopqrstuvwxyz.+-", 1, 32)
    names = set()
    for f in files:
        if not isinstance(f, dict):
            raise OtaError("the manifest has a file that is none")
        name = f.get("name")
        word(f, "name", "abcdefghijklmnopqrstuvwxyz_0123456789.", 4, 32)
        if name[-3:] != ".py" or "." in name[:-3] or name in names:
            raise OtaError("the manifest's name is wrong: %s" % name)
        names.add(name)
        number(f, "size", 65536)
    return files


def number(d, name, most, least=1):
    v = d.get(name)
    if type(v) is not int or not least <= v <= most:
        wrong(name)


def word(d, name, letters, least, most):
    v = d.get(name)
    if type(v) is not str or not least <= len(v) <= most or not all(c in letters for c in v):
        wrong(name)


def wrong(name):
    raise OtaError("the manifest's %s is missing or wrong" % name)
