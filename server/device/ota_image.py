# What an app image must be, before it is written and after: https://docs.espressif.com, "App Image Format".
import hashlib
import struct

from ota_state import BLOCK, OtaError

MARKS = b"MPY: soft reboot", b"; MicroPython v"  # each build for an ESP32 has one of them, custom ones too
STRINGS = 0x18400  # MicroPython's version string stands in the bytes before
VFS_SINCE = (1, 26)  # older ones find no file system where the partition table has no row for it


def check_head(head, n, own, length, room):
    """Refuses on the first bytes what must never be written; own: the first bytes of the running image."""
    if bytes(head[:1]) in (b"<", b"\n", b"\r", b" ", b"{"):
        raise OtaError("the server sent a page, not firmware (a login or error page?)")
    if n < 288 or head[0] != 0xE9:
        raise OtaError("this is not an ESP32 app image")
    if bytes(head[0x20:0x24]) != b"\x32\x54\xcd\xab":
        raise OtaError("this is a full .bin, not an app image: serve the .app-bin")
    chip = head[12] | head[13] << 8
    if chip != own[12] | own[13] << 8:
        raise OtaError("this image is for another chip (id %d)" % chip)
    least, most = struct.unpack("<HH", head[15:19])
    have = revision(chip)
    if have is not None and (have < least or most not in (0, 65535) and have > most):
        raise OtaError("this image is for chip revisions v%d.%d to v%d.%d, this chip is v%d.%d"
                       % (least // 100, least % 100, most // 100, most % 100, have // 100, have % 100))
    if length is not None and length > room:
        raise OtaError("%d bytes too long for the slot of %d" % (length - room, room))


def revision(chip):
    # major * 100 + minor of an ESP32, as efuse_hal_chip_revision() reads it; None for others: set_boot checks those.
    if chip != 0:
        return None
    from machine import mem32

    bits = (mem32[0x3FF5A00C] >> 15 & 1) | (mem32[0x3FF5A014] >> 20 & 1) << 1 | (mem32[0x3FF6607C] >> 31 & 1) << 2
    return {0: 0, 1: 100, 3: 200, 7: 300}.get(bits, 0) + (mem32[0x3FF5A014] >> 24 & 3)


def has_vfs_row():
    # From v1.26 the file system's partition may be in no table, only in RAM: hence the table itself is read.
    import esp

    table = bytearray(0xC00)
    try:
        esp.flash_read(0x8000, table)
    except OSError:
        return True  # encrypted flash: nothing can be said
    for at in range(0, len(table), 32):
        if table[at : at + 2] != b"\xaa\x50":
            break
        if table[at + 2] == 1 and bytes(table[at + 12 : at + 28]).rstrip(b"\0") in (b"vfs", b"ffat"):
            return True
    return False


class VersionScan:
    """Finds MicroPython's version in the blocks of an image: (1, 25), or None."""

    def __init__(self):
        self.tail = b""
        self.found = None

    def add(self, view):
        text = self.tail + bytes(view)
        at = text.find(b"; MicroPython v")
        if at >= 0 and not self.found:
            n = text[at + 15 : at + 27].split(b".")
            if len(n) > 2 and n[0].isdigit() and n[1].isdigit():
                self.found = int(n[0]), int(n[1])
        self.tail = text[-32:]

    def check(self):
        if self.found and self.found < VFS_SINCE:
            raise OtaError("MicroPython v%d.%d would find no file system on this board, whose flash has no vfs partition: "
                           "take v1.26 or later, or flash the older one over USB" % self.found)


def surely_new(head):
    # ESP-IDF 5.4.2 came out after MicroPython v1.25.
    v = bytes(head[0x90:0xB0]).split(b"\0")[0].lstrip(b"v").split(b"-")[0].split(b".")
    try:
        return tuple(int(x) for x in v) >= (5, 4, 2)
    except ValueError:
        return False


def verify(part, length, buf, whole=None, scan=None):
    """Reads the slot back: segments, checksum, appended SHA-256, and the SHA-256 of the whole file where it is known."""
    from ota_pack import xor

    view = memoryview(buf)
    small = bytearray(8)
    part.readblocks(0, buf)
    segments, appended = buf[1], buf[23]
    spans = []
    at = 24
    for _ in range(segments):
        part.readblocks(at // BLOCK, small, at % BLOCK)
        size = struct.unpack("<4xI", small)[0]
        spans.append((at + 8, at + 8 + size))
        at += 8 + size
        if at > length:
            raise OtaError("the image is cut off: %d of more than %d bytes" % (length, at))
    body = (at // 16 + 1) * 16  # the checksum is the last byte of a 16-byte line
    if body + (32 if appended else 0) > length:
        raise OtaError("the image is cut off at %d bytes" % length)
    if not appended and length != body:
        # The flag itself may be what is damaged: no other check covers it.
        raise OtaError("the image says that it has no SHA-256, and yet has %d bytes behind its end" % (length - body))
    sha = hashlib.sha256()
    all = hashlib.sha256() if whole else None
    check = 0xEF
    got = 0
    known = False
    edge = b""
    for at in range(0, length, BLOCK):
        n = min(BLOCK, length - at)
        part.readblocks(at // BLOCK, buf)
        if all:
            all.update(view[:n])
        if scan and at < STRINGS:
            scan.add(view[:n])
        if not known:
            edge += bytes(view[:16])
            known = any(mark in buf or mark in edge for mark in MARKS)
            edge = bytes(view[-16:])
        if at >= body:
            continue
        n = min(n, body - at)
        sha.update(view[:n])
        for a, b in spans:
            a, b = max(a, at), min(b, at + n)
            if a < b:
                check ^= xor(buf, a - at, b - a)
        if at + n == body:
            got = buf[n - 1]
    if check != got:
        raise OtaError("the checksum of the written image is wrong")
    if appended:
        want = bytearray(32)
        # The digest may lie across two blocks; readblocks reads on.
        part.readblocks(body // BLOCK, want, body % BLOCK)
        if sha.digest() != bytes(want):
            raise OtaError("the SHA-256 of the written image is wrong")
    if all and all.digest() != whole:
        raise OtaError("the SHA-256 of the whole file is wrong")
    if not known:
        raise OtaError("this image holds no MicroPython: it would never ask for an update again")
    if scan:
        scan.check()
