# Packs: an image in fewer bytes, alone or against the one that runs. The format: PACKS.md.
# ota.py makes a Pack of what it downloads and takes the image's blocks from it.
import gc
import io
import struct

from ota_state import OtaError

BLOCK = 4096
FRAME = 16 * BLOCK
INPUT = 4096
HEAD = 80
CONTROL = 4096
CHANGED = 256
PIECE = 512  # asked of deflate at once: no more than one block of it begins in there
NEED = 2 * PIECE + 340  # and that much input is enough for it: 16 bits a byte, a block's header, its end


def damaged(why):
    raise OtaError("the pack is damaged: " + why)


class Pack:
    def __init__(self, read, run, out):
        try:
            from deflate import RAW, DeflateIO
        except ImportError:
            raise OtaError("this build cannot unpack: it has no deflate")
        self.inflate = lambda: DeflateIO(self.io, RAW, 12)
        self.read = read
        self.run = run
        self.out = out
        self.room = run.info()[3]
        self.io = io.BytesIO(INPUT)
        self.input = memoryview(bytearray(INPUT))
        self.io.write(self.input)
        self.control = memoryview(bytearray(CONTROL))
        self.diff = memoryview(bytearray(BLOCK))
        self.spans = bytearray(4 * CHANGED)
        self.left = self.have = self.done = self.at = 0
        self.z = None

    def head(self):
        h = self.input[:HEAD]
        if self.read(h) < HEAD or h[:7] != b"OTAPACK":
            raise OtaError("that is not a pack")
        if h[7] != 1:
            raise OtaError("a pack of version %d is not known here" % h[7])
        self.length, self.sha256, base, self.base = struct.unpack("<I32sI32s", h[8:])
        if not base:
            self.base = None
        if not 0 < self.length <= self.out.info()[3]:
            raise OtaError("the pack's image has %d bytes: the slot has %d" % (self.length, self.out.info()[3]))
        self.at = HEAD

    def resume(self, length, sha256, done, at=0):
        # at: where in the pack file the body goes on, as mark() said it
        self.length = length
        self.sha256 = sha256
        self.base = None
        self.done = done
        self.at = at

    def mark(self):
        return None if self.done % FRAME else self.at

    def block(self, buf):
        n = min(BLOCK, self.length - self.done)
        if n <= 0:
            return 0
        if self.done % FRAME == 0:
            self.frame()
        self.fill(memoryview(buf)[:n])
        self.done += n
        if self.done % FRAME == 0 or self.done == self.length:
            self.end()
        return n

    def frame(self):
        self.z = None
        gc.collect()
        four = self.input[:4]
        if self.read(four) < 4:
            damaged("it ends too early")
        self.left = struct.unpack("<I", four)[0]
        if not 0 < self.left <= 2 * FRAME:
            damaged("a frame of %d bytes" % self.left)
        self.at += 4 + self.left
        self.have = 0
        self.io.seek(INPUT)
        self.z = self.inflate()
        self.get(self.diff[:2])
        self.last = self.diff[0] | self.diff[1] << 8
        if self.last > CONTROL:
            damaged("%d control bytes" % self.last)
        self.get(self.control[: self.last])
        self.next = self.shift = 0

    def end(self):
        # what deflate has not asked for yet, such as the mark of its own end
        self.z = None
        if self.left > 16 or self.next != self.last:
            damaged("a frame with something behind it")
        if self.left and self.read(self.input[: self.left]) < self.left:
            damaged("it ends too early")
        self.left = 0

    def refill(self, have):
        # What is left over comes first, so that deflate finds it and the new bytes in one piece.
        m = self.input
        self.io.readinto(m[:have])
        n = min(INPUT - have, self.left)
        if self.read(m[have : have + n]) < n:
            damaged("it ends too early")
        self.left -= n
        have += n
        self.io.seek(INPUT - have)
        self.io.write(m[:have])
        self.io.seek(INPUT - have)

    def get(self, view):
        n = len(view)
        at = 0
        while at < n:
            if self.left:
                have = INPUT - self.io.seek(0, 1)
                if have < NEED:
                    self.refill(have)
            try:
                got = self.z.readinto(view[at : min(n, at + PIECE)])
            except (OSError, ValueError, EOFError):
                damaged("deflate cannot read it")
            if not got:
                damaged("a frame ends too early")
            at += got

    def number(self):
        v = s = 0
        while s < 28 and self.next < self.last:
            b = self.control[self.next]
            self.next += 1
            v |= (b & 127) << s
            if b < 128:
                return v
            s += 7
        damaged("a number without an end")

    def fill(self, view):
        n = len(view)
        at = spans = total = 0
        while at < n:
            k = self.number()
            if k:
                if k > n - at:
                    damaged("literal bytes past a block")
                self.get(view[at : at + k])
                at += k
                if at == n:
                    break
            k = self.number()
            kind = k & 3
            k >>= 2
            if not 0 < k <= n - at:
                damaged("a copy past a block")
            source = self.number()
            if kind == 2:
                part = self.out
                source = self.done - source - k
                room = self.done
            elif kind < 2:
                part = self.run
                self.shift += source >> 1 ^ -(source & 1)
                source = self.done + at + self.shift
                room = self.room
            else:
                damaged("an unknown operation")
            if source < 0 or source > room - k:
                damaged("a copy from outside")
            part.readblocks(source // BLOCK, view[at : at + k], source % BLOCK)
            if kind == 1:
                if spans == 4 * CHANGED:
                    damaged("too many changed copies")
                struct.pack_into("<HH", self.spans, spans, at, k)
                spans += 4
                total += k
            at += k
        self.get(self.diff[:total])
        start = 0
        for i in range(0, spans, 4):
            at, k = struct.unpack_from("<HH", self.spans, i)
            add(view[at : at + k], self.diff[start : start + k], k)
            start += k


# ---- the two loops over bytes: as long integers that are lanes of bytes, and natively where the chip has viper ----

LANES = 64
ZERO = bytes(LANES)
LOW = int.from_bytes(b"\x7f" * LANES, "little")
HIGH = int.from_bytes(b"\x80" * LANES, "little")


def add(out, diff, n):
    # most differences are zero
    o = memoryview(out)
    d = memoryview(diff)
    for i in range(0, n, LANES):
        k = min(LANES, n - i)
        y = d[i : i + k]
        if y == ZERO[:k]:
            continue
        v = o[i : i + k]
        x = int.from_bytes(v, "little")
        y = int.from_bytes(y, "little")
        v[:] = (((x & LOW) + (y & LOW)) ^ ((x ^ y) & HIGH)).to_bytes(k, "little")


def xor(buf, start, n):
    # folds one long integer in halves
    x = int.from_bytes(memoryview(buf)[start : start + n], "little")
    k = 8
    while k < n * 8:
        k *= 2
    while k > 8:
        k //= 2
        x = (x >> k) ^ (x & ((1 << k) - 1))
    return x


VIPER = """
import micropython


@micropython.viper
def add(out, diff, n: int):
    # out[i] += diff[i], mod 256. Viper takes four arguments at most.
    o = ptr8(out)
    d = ptr8(diff)
    for i in range(n):
        o[i] = o[i] + d[i]


@micropython.viper
def xor(buf, start: int, n: int) -> int:
    b = ptr8(buf)
    x = 0
    for i in range(start, start + n):
        x ^= b[i]
    return x
"""

try:
    exec(VIPER, globals())
except (SyntaxError, ValueError, NotImplementedError):
    pass  # this chip has none
