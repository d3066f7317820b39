# A new image: whether this board may and should take it; how it comes into the other slot; that it came there whole.
import binascii
import gc
import hashlib
import struct

import ota_net
import ota_state
from ota_state import BLOCK, TRIES, NetError, OtaError

# ---- what an app image must be: https://docs.espressif.com, "App Image Format" ----

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
    for at in range(0, length, BLOCK):
        n = min(BLOCK, length - at)
        part.readblocks(at // BLOCK, buf)
        if all:
            all.update(view[:n])
        if scan and at < STRINGS:
            scan.add(view[:n])
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
    if scan:
        scan.check()


# ---- what the server offers ----


class Offer:
    def __init__(self, url, mine, room, memory, get):
        self.url = url
        self.mine = mine  # identity of what runs
        self.room = room
        self.memory = memory
        self.get = get
        self.image = bytes(8)  # identity of what is offered
        self.etag = ""
        self.manifest = None

    def refuse(self, why):
        self.memory.note("refused", self.image, why)

    def judge(self, r):
        """True where the image of the reply r is to be installed, False where not; raises OtaError for a wrong one."""
        if r.status not in (200, 206):
            raise OtaError("HTTP %d from the server for %s" % (r.status, self.url))
        if r.status == 206 and not r.begins_at(0):
            raise OtaError("the server answered another range than it was asked for")
        own = ota_state.head_of(ota_state.running(), BLOCK)
        head = bytearray(BLOCK)
        n = r.read(memoryview(head))
        self.etag = r.headers.get("etag", "")
        try:
            if n >= 288 and head[0] == 0xE9:
                self.image = ota_state.identity(head)
            check_head(head, n, own, r.total(), self.room)
            if self.image == self.mine and (any(head[0xB0:0xD0]) or self.same(head, own)):
                print("[OTA] already running this image: nothing to do")
                self.memory.put_etag(self.image, self.url, self.etag)
                return False
            if not surely_new(head) and not has_vfs_row():
                self.scan(head)
        except NetError:
            raise
        except OtaError as ex:
            self.refuse(str(ex))
            raise
        return not self.left_alone()

    def left_alone(self):
        if self.memory.failures(self.image) < TRIES:
            return False
        last = self.memory.last()
        why = last[2] if last and last[1] == binascii.hexlify(self.image[:8]).decode() else ""
        self.memory.note("left-alone", self.image, why)
        print("[OTA] left alone: this image failed %d times%s; offer another one, or call ota.clear()" % (TRIES, why and " (%s)" % why))
        return True

    def same(self, buf, own):
        # Builds without a hash in their first block are compared to their end.
        run = ota_state.running()
        r = self.get(self.url)
        try:
            view = memoryview(buf)
            at = 0
            while True:
                n = r.read(view)
                run.readblocks(at, own)
                if view[:n] != memoryview(own)[:n]:
                    return False
                if n < BLOCK:
                    return True
                at += 1
        finally:
            r.close()

    def scan(self, buf):
        # Which MicroPython it is: an old one may find no file system on this board.
        r = self.get(self.url)
        try:
            scan = VersionScan()
            view = memoryview(buf)
            for _ in range(0, STRINGS, BLOCK):
                scan.add(view[: r.read(view)])
            scan.check()
        finally:
            r.close()

    def take_manifest(self, key):
        """Raises OtaError unless a signed manifest allows this image."""
        try:
            self.manifest = self.signed(key)
        except NetError:
            raise
        except OtaError as ex:
            self.refuse(str(ex))
            raise

    def signed(self, key):
        import ota_signed

        r = self.get(ota_net.beside(self.url, ".manifest"))
        try:
            if r.status in ota_net.ABSENT:
                raise OtaError("there is no signed manifest beside the image, and this board takes only signed ones")
            if r.status != 200:
                raise OtaError("HTTP %d from the server for the signed manifest" % r.status)
            text = r.read_all(4096)
        finally:
            r.close()
        m = ota_signed.read(text, key, "image")
        own = ota_state.head_of(ota_state.running(), 16)
        if m["chip"] != own[12] | own[13] << 8:
            raise OtaError("the signed manifest is for another chip (id %d)" % m["chip"])
        if m["size"] > self.room:
            raise OtaError("the signed image is %d bytes too long for the slot of %d" % (m["size"] - self.room, self.room))
        had, of = self.memory.sequence()
        if m["sequence"] < had or m["sequence"] == had and of != self.image[:8]:
            raise OtaError("an old signed image is played back: number %d, this board has proved %d" % (m["sequence"], had))
        return m


# ---- into the other slot: as a delta, packed, or as it is; resumed, compared, verified, switched to ----

AGAIN = 5  # tries of one download without a new block between them
SAVED = 65536  # bytes of the image after which progress goes to NVS

RECORD = "<IIIII"  # CRC-32 of URL and image, offset in the file, bytes of the image, CRC-32 of these, length


class Plain:
    """The image itself as a source of blocks."""

    def __init__(self, read):
        self.read = read
        self.done = 0

    def block(self, buf):
        n = self.read(memoryview(buf))
        self.done += n
        return n

    def mark(self):
        return self.done  # one can go on at any block


class Absent(Exception):
    pass


class Download:
    """One file that gives the image; length, sha256 and whether it was resumed are known afterwards."""

    def __init__(self, job, url, packed):
        self.job = job
        self.url = url
        self.packed = packed
        self.key = binascii.crc32(url.encode() + job.image)
        self.resumed = False
        self.restart()

    def restart(self):
        self.at = self.done = self.crc = 0  # offset in the file, bytes in the slot, CRC-32 of these
        self.length = self.sha256 = None
        self.etag = ""

    def restore(self, buf):
        # What an earlier start left in the slot counts only if it is still what it was.
        b = self.job.memory.get("part")
        if len(b) < 53 or b[52:53] != b'"':
            return
        key, at, done, crc, length = struct.unpack(RECORD, b)
        if key != self.key or done % BLOCK or done > length:
            return
        have = 0
        for i in range(done // BLOCK):
            self.job.part.readblocks(i, buf)
            have = binascii.crc32(buf, have)
        if have == crc:
            self.at, self.done, self.crc, self.length, self.etag = at, done, crc, length, ota_state.text(b[52:])
            self.sha256 = b[20:52] if any(b[20:52]) else None

    def save(self):
        if self.etag and self.length and len(self.etag) <= 100:
            record = struct.pack(RECORD, self.key, self.at, self.done, self.crc, self.length)
            self.job.memory.put("part", record + (self.sha256 or bytes(32)) + self.etag.encode())

    def open(self):
        # The file from where we are; from its beginning where the server cannot, or has another file by now.
        headers = dict(self.job.headers)
        if self.at:
            # Some object stores know only If-Match.
            headers["Range"] = "bytes=%d-" % self.at
            headers["If-Range"] = headers["If-Match"] = self.etag
        r = self.job.get(self.url, headers)
        etag = r.headers.get("etag", "")
        if self.at:
            if r.begins_at(self.at, None if self.packed else self.length) and etag in ("", self.etag):
                self.resumed = True
                print("[OTA] resumed at", self.done)
                return r
            if r.status != 200:
                r.close()
                if r.status >= 500:
                    raise NetError("HTTP %d" % r.status)
                self.restart()
                return self.open()
        self.restart()
        if r.status != 200:
            r.close()
            if self.packed and r.status in ota_net.ABSENT:
                raise Absent()
            raise (NetError if r.status >= 500 else OtaError)("HTTP %d from the server for %s" % (r.status, self.url))
        self.etag = etag if etag[:1] == '"' else ""  # a weak one does not promise the same bytes
        return r

    def source(self, r):
        if not self.packed:
            s = Plain(r.read)
            s.done = self.done
            self.length = r.total() if not self.done else self.length
            return s
        import ota_pack

        s = ota_pack.Pack(r.read, self.job.run, self.job.part)
        if self.done:
            s.resume(self.length, self.sha256, self.done, self.at)
        else:
            s.head()
            self.length, self.sha256 = s.length, s.sha256
            if s.base and s.base != self.job.own:
                raise OtaError("it was made for another image than the one that runs")
        return s

    def pull(self, buf, other):
        # One connection's worth of blocks.
        r = self.open()
        try:
            s = self.source(r)
            done, crc = self.done, self.crc
            told = done
            while True:
                n = s.block(buf)
                if not n:
                    break
                if done + n > self.job.room:
                    raise OtaError("longer than the slot of %d bytes" % self.job.room)
                self.job.write(done // BLOCK, buf, n, other)
                crc = binascii.crc32(memoryview(buf)[:n], crc)
                done += n
                at = s.mark()
                self.job.clock.touch()
                if done % SAVED == 0:
                    print("[OTA] dl", done)
                    told = done
                if at is not None and n == BLOCK and self.etag:
                    self.at, self.done, self.crc = at, done, crc
                    if done % SAVED == 0:
                        self.save()
        finally:
            r.close()
        if self.length is not None and done != self.length:
            raise OtaError("the image is cut off: %d of %d bytes" % (done, self.length))
        if done != told:
            print("[OTA] dl", done)
        self.length = done

    def bring(self, buf, other):
        """Until the slot holds all of it. Tried again where the network fails, as long as there are new blocks."""
        tries = 0
        while True:
            before = self.done
            try:
                if tries:
                    ota_net.backoff(tries, self.job.clock.left())
                    self.job.join()
                return self.pull(buf, other)
            except NetError as ex:
                gc.collect()
                tries = 1 if self.done > before else tries + 1
                if tries > AGAIN or not self.job.clock.left():
                    self.save()
                    raise NetError("%s (%d bytes are in the slot: the next start goes on)" % (ex, self.done))
                print("[OTA] %s at %d bytes: again" % (ex, self.done))


class Job:
    """One image for the other slot."""

    def __init__(self, offer, part, headers, clock, chunk, join):
        self.url = offer.url
        self.image = offer.image
        self.own = offer.mine
        self.memory = offer.memory
        self.manifest = offer.manifest
        self.part = part
        self.run = ota_state.running()
        self.room = part.info()[3]
        self.headers = headers
        self.clock = clock
        self.chunk = chunk
        self.join = join

    def get(self, url, headers):
        return ota_net.get(url, headers, self.clock, self.chunk)

    def write(self, block, buf, n, other):
        # A block that is right already costs no erase.
        for i in range(n, BLOCK):
            buf[i] = 0xFF
        self.part.readblocks(block, other)
        if other != buf:
            self.part.writeblocks(block, buf)

    def forms(self):
        yield ota_net.beside(self.url, ".from-%s.pack" % binascii.hexlify(self.own[:8]).decode()), "delta"
        yield ota_net.beside(self.url, ".pack"), "compressed image"
        yield self.url, ""

    def install(self):
        """Puts the image into the slot and switches to it: the next start takes it. Raises OtaError."""
        buf = bytearray(BLOCK)
        other = bytearray(BLOCK)
        for url, name in self.forms():
            self.invalid = False
            try:
                length = self.fetch(url, bool(name), buf, other)
                break
            except Absent:
                print("[OTA] no", name)
            except NetError:
                raise
            except OtaError as ex:
                if not name:
                    if self.invalid:
                        self.memory.count(self.image)
                    raise
                print("[OTA] no use in the %s: %s" % (name, ex))
            gc.collect()
        print("[OTA] finalize: True bytes=", length)
        self.switch()

    def fetch(self, url, packed, buf, other):
        d = Download(self, url, packed)
        d.restore(buf)
        for last in (False, True):
            try:
                d.bring(buf, other)
                self.invalid = True
                self.verify(d, buf)
                return d.length
            except NetError:
                raise
            except OtaError as ex:
                self.memory.put("part", b"\0")
                if last or not d.resumed:
                    raise
                print("[OTA] %s: from the beginning" % ex)  # parts of two files, perhaps
                self.invalid = d.resumed = False
                d.restart()

    def verify(self, d, buf):
        # What is in the flash, not what was received.
        whole = d.sha256
        if self.manifest:
            whole = binascii.unhexlify(self.manifest["sha256"])
            if d.length != self.manifest["size"]:
                raise OtaError("the signed manifest says %d bytes, the image has %d" % (self.manifest["size"], d.length))
        verify(self.part, d.length, buf, whole, None if has_vfs_row() else VersionScan())
        if ota_state.identity(ota_state.head_of(self.part)) != self.image:
            raise OtaError("the server gave another image than it began with")

    def switch(self):
        self.memory.count(self.image, 128)  # taken back when it has proved itself
        self.memory.put("trial", b"\0")
        if self.manifest:
            self.memory.put_next(self.image, self.manifest["sequence"])
        try:
            self.part.set_boot()
        except OSError as ex:
            self.memory.fail(self.memory.failures(self.image), self.image)
            raise OtaError("set_boot refused the image: %s" % ex)
        self.memory.put("part", b"\0")
