# A new image into the other slot: as a delta, packed, or as it is; resumed, compared, verified, switched to.
import binascii
import gc
import struct

import ota_image
import ota_net
import ota_state
from ota_state import BLOCK, NetError, OtaError

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
            if self.job.whole not in (None, s.sha256):
                raise OtaError("it gives another image")
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
        self.packs = offer.packs
        self.sequence = offer.sequence
        self.manifest = offer.manifest
        self.whole = binascii.unhexlify(offer.manifest["sha256"]) if offer.manifest else None
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
        delta, compressed = self.packs
        if delta:
            yield ota_net.beside(self.url, ".from-%s.pack" % binascii.hexlify(self.own[:8]).decode()), "delta"
        if compressed:
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
        if self.manifest and d.length != self.manifest["size"]:
            raise OtaError("the manifest says %d bytes, the image has %d" % (self.manifest["size"], d.length))
        scan = None if ota_image.has_vfs_row() else ota_image.VersionScan()
        ota_image.verify(self.part, d.length, buf, self.whole or d.sha256, scan)
        if ota_state.identity(ota_state.head_of(self.part)) != self.image:
            raise OtaError("the server gave another image than it began with")

    def switch(self):
        self.memory.count(self.image, 128)  # taken back when it has proved itself
        self.memory.put("trial", b"\0")
        if self.sequence is not None:
            self.memory.put_next(self.image, self.sequence)
        try:
            self.part.set_boot()
        except OSError as ex:
            self.memory.fail(self.memory.failures(self.image), self.image)
            raise OtaError("set_boot refused the image: %s" % ex)
        self.memory.put("part", b"\0")
