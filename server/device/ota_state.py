# What this board runs, and what it remembers over resets: otadata and NVS (server/device/README.md of OtaTools).
import binascii
import hashlib
import struct
import time

from esp32 import NVS, Partition

SECOND = 1000  # in ms; everything that waits counts in these
BLOCK = 4096  # a flash sector: what is erased at once
TRIES = 3  # failures of one image after which it is left alone

NEW, PENDING, VALID, INVALID, ABORTED = range(5)  # esp_ota_img_states_t
STATES = ("NEW", "PENDING_VERIFY", "VALID", "INVALID", "ABORTED")
OUTCOMES = ("", "updated", "refused", "failed", "rolled-back", "left-alone")


class OtaError(Exception):
    pass


class NetError(OtaError):
    """The network's fault: worth another try, and nothing against the image."""


class Clock:
    """Limits of an attempt, in seconds: without any progress, and in all."""

    def __init__(self, wait, limit):
        self.wait = int(wait * SECOND)
        self.end = time.ticks_add(time.ticks_ms(), int(limit * SECOND))
        self.touch()

    def touch(self):
        self.idle = time.ticks_add(time.ticks_ms(), self.wait)

    def left(self):
        now = time.ticks_ms()
        return max(0, min(time.ticks_diff(self.idle, now), time.ticks_diff(self.end, now)))


def reset():
    import machine

    print("reset machine")
    time.sleep_ms(100)  # the last line leaves the UART
    machine.reset()


# ---- otadata: two esp_ota_select_entry_t (seq u32, label, state u32, crc u32) ----


def running():
    return Partition(Partition.RUNNING)


def records():
    # Yields (seq, state, slot).
    slots = sum(1 for p in Partition.find(Partition.TYPE_APP) if p.info()[1] >= 0x10)
    b = bytearray(32)
    for p in Partition.find(Partition.TYPE_DATA, label="otadata"):
        for i in (0, 1):
            p.readblocks(i, b, 0)
            seq, state, crc = struct.unpack("<I20xII", b)
            if 0 < seq < 0xFFFFFFFF and crc == binascii.crc32(b[:4], 0xFFFFFFFF) and slots:
                yield seq, state, (seq - 1) % slots


def boot_record():
    # What the bootloader goes by: (state, whether it is of the running slot).
    last = max([r for r in records() if r[1] not in (INVALID, ABORTED)] or [(0, VALID, 0)])
    return last[1], 0x10 + last[2] == running().info()[1]


def pending():
    # True while the bootloader would take the running image back at the next reset.
    return boot_record() == (PENDING, True)


def head_of(part, n=256):
    b = bytearray(n)
    part.readblocks(0, b, 0)
    return b


def identity(head):
    # app_elf_sha256 of esp_app_desc_t is the same for every copy of one build.
    h = bytes(head[0xB0:0xD0])
    return h if any(h) else hashlib.sha256(bytes(head[:256])).digest()


def own_identity():
    return identity(head_of(running()))


# ---- NVS, namespace "ota" ----


class Memory:
    def __init__(self):
        self.nvs = NVS("ota")

    def get(self, key):
        b = bytearray(160)
        try:
            return bytes(b[: self.nvs.get_blob(key, b)])
        except OSError:
            return b""

    def put(self, key, value, must=False):
        value = value[:160]
        if self.get(key) == value:
            return
        try:
            self.nvs.set_blob(key, value)
            self.nvs.commit()
        except OSError as ex:
            if must:  # without this record an image could be tried for ever
                raise OtaError("NVS cannot be written (%s): nothing was switched" % ex)

    # "try": how often one image was tried in vain, plus 128 where it was switched to; its identity.
    def tried(self):
        t = self.get("try")
        return (t[0] & 127, t[0] & 128, t[1:]) if len(t) > 1 else (0, 0, b"")

    def failures(self, image):
        n, _, of = self.tried()
        return n if of and of[:8] == image[:8] else 0

    def count(self, image, switched=0):
        self.put("try", bytes([min(self.failures(image) + 1, 99) | switched]) + image, True)

    def fail(self, n, image):
        self.put("try", bytes([n]) + image)

    def clear(self):
        self.put("try", b"\0")

    # "last": what became of the last image that was tried: outcome, 8 bytes of its identity, the reason.
    def note(self, outcome, image, why=""):
        self.put("last", bytes([OUTCOMES.index(outcome)]) + image[:8] + why.encode()[:120])

    def last(self):
        b = self.get("last")
        if len(b) < 9 or b[0] >= len(OUTCOMES):
            return None
        return OUTCOMES[b[0]], binascii.hexlify(b[1:9]).decode(), text(b[9:])

    # "trial": 8 bytes of the identity of an image on trial, then how far it came or what is wrong.
    def stage(self, image, what):
        self.put("trial", image[:8] + what.encode()[:120])

    def staged(self, image):
        t = self.get("trial")
        return text(t[8:]) if t[:8] == image[:8] else ""

    # "settle": how often a reset was to settle which switch.
    def unsettled(self):
        r = max(records())
        s = struct.pack("<I", r[0])
        had = self.get("settle")
        n = had[4] if had[:4] == s else 0
        self.put("settle", s + bytes([n + 1]))
        return n

    # "etag": the image and the URL that it belongs to, then the ETag; a space before it where that is of a release that
    # goes to other boards first.
    def _etag_of(self, image, url):
        return image[:8] + struct.pack("<I", binascii.crc32(url.encode()))

    def etag(self, image, url):
        e = self.get("etag")
        return text(e[12:]) if e[:12] == self._etag_of(image, url) else ""

    def put_etag(self, image, url, etag, later=False):
        if etag and len(etag) < 140:
            self.put("etag", self._etag_of(image, url) + (b" " if later else b"") + etag.encode())

    # "seq": the sequence number of the signed image proved last; "next": that of the one switched to, and its identity.
    def sequence(self):
        s = self.get("seq")
        return (struct.unpack("<Q", s)[0], s[8:]) if len(s) == 16 else (0, b"")

    def put_next(self, image, sequence):
        self.put("next", struct.pack("<Q", sequence) + image[:8], True)

    def proved(self, image):
        n = self.get("next")
        if n[8:] == image[:8]:
            self.put("seq", n)
        self.put("trial", b"\0")
        if self.tried()[2] == image:
            self.note("updated", image)
            self.clear()


def text(b):
    # Cut off by length or damaged, a reason must still be readable.
    try:
        return b.decode()
    except UnicodeError:
        return "".join(chr(c) if 32 <= c < 127 else "?" for c in b)
