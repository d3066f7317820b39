# The image that the server offers: whether this board may and should take it, from its first block and its manifest.
import binascii

import ota_http
import ota_image
import ota_state
from ota_state import BLOCK, TRIES, NetError, OtaError


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
            ota_image.check_head(head, n, own, r.total(), self.room)
            if self.image == self.mine and (any(head[0xB0:0xD0]) or self.same(head, own)):
                print("[OTA] already running this image: nothing to do")
                self.memory.put_etag(self.image, self.url, self.etag)
                return False
            if not ota_image.surely_new(head) and not ota_image.has_vfs_row():
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
            scan = ota_image.VersionScan()
            view = memoryview(buf)
            for _ in range(0, ota_image.STRINGS, BLOCK):
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

        r = self.get(ota_http.beside(self.url, ".manifest"))
        try:
            if r.status in ota_http.ABSENT:
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
