# What the server offers: whether this board may and should take it.
import binascii

import ota_net
import ota_state
from ota_state import BLOCK, TRIES, NetError, OtaError


class Offer:
    def __init__(self, url, mine, room, memory, get, key):
        """get(url, first) asks for a file, or for its first block only; raises NetError where no server answers."""
        self.url = url  # of the image, once a release has named it
        self.mine = mine  # identity of what runs
        self.room = room
        self.memory = memory
        self.get = get
        self.key = key
        self.image = bytes(8)  # identity of what is offered, or its first 8 bytes
        self.etag = ""
        self.manifest = None  # the bytes that the image must have
        self.sequence = None
        self.packs = True, True  # whether to ask for the delta, for the compressed image

    def refuse(self, why):
        self.memory.note("refused", self.image, why)

    def judge(self, r):
        """True where what the reply r offers is to be installed, False where not; raises OtaError where it is wrong."""
        head = bytearray(BLOCK)
        n = self.first(r, head)
        self.etag = r.headers.get("etag", "")
        if head[:9] != b"OTATOOLS-":
            return self.judge_image(r, head, n)
        if not self.judge_release(r, bytes(memoryview(head)[:n])):
            return False
        r = self.get(self.url, True)
        try:
            if r.status == 304:  # asked without an ETag: a server that says itself who takes what
                print("[OTA] not this board's turn yet: the server keeps the release's image back (304)")
                return False
            return self.judge_image(r, head, self.first(r, head))
        except NetError:
            raise
        except OtaError as ex:
            raise OtaError("the release's image: %s" % ex)
        finally:
            r.close()

    def first(self, r, head):
        if r.status not in (200, 206):
            raise OtaError("HTTP %d from the server for %s" % (r.status, self.url))
        if r.status == 206 and not r.begins_at(0):
            raise OtaError("the server answered another range than it was asked for")
        return r.read(memoryview(head))

    def judge_release(self, r, text):
        import ota_release

        total = r.total()
        try:
            if total != len(text) and (total is not None or r.read(memoryview(bytearray(1)))):
                raise OtaError("it is longer than %d bytes, or cut off" % BLOCK)
            r.close()
            return ota_release.wanted(self, text)
        except NetError:
            raise
        except OtaError as ex:
            why = "release: %s" % ex
            self.refuse(why)
            raise OtaError(why)

    def judge_image(self, r, head, n):
        import ota_image

        own = ota_state.head_of(ota_state.running(), BLOCK)
        try:
            if n >= 288 and head[0] == 0xE9:
                image = ota_state.identity(head)
                if self.manifest and image[:8] != self.image:
                    raise OtaError("it has another identity than the release names")
                self.image = image
            ota_image.check_head(head, n, own, r.total(), self.room)
            if self.manifest:
                if r.total() not in (None, self.manifest["size"]):
                    raise OtaError("it has %d bytes, the release says %d" % (r.total(), self.manifest["size"]))
            elif self.image == self.mine and (any(head[0xB0:0xD0]) or self.same(head, own)):
                self.runs()
                return False
            if not ota_image.surely_new(head) and not ota_image.has_vfs_row():
                self.scan(head)
        except NetError:
            raise
        except OtaError as ex:
            self.refuse(str(ex))
            raise
        return not self.left_alone()

    def runs(self):
        print("[OTA] already running this image: nothing to do")
        self.memory.put_etag(self.mine, self.url, self.etag)

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
        import ota_image

        r = self.get(self.url)
        try:
            scan = ota_image.VersionScan()
            view = memoryview(buf)
            for _ in range(0, ota_image.STRINGS, BLOCK):
                scan.add(view[: r.read(view)])
            scan.check()
        finally:
            r.close()

    def take_manifest(self):
        """Raises OtaError unless a signed manifest allows this image. A signed release is one."""
        if self.manifest:
            return
        try:
            self.manifest = self.signed()
        except NetError:
            raise
        except OtaError as ex:
            self.refuse(str(ex))
            raise

    def signed(self):
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
        m = ota_signed.read(text, self.key, "image")
        self.check_fit(m)
        self.check_sequence(m)
        return m

    def check_fit(self, m):
        own = ota_state.head_of(ota_state.running(), 16)
        if m["chip"] != own[12] | own[13] << 8:
            raise OtaError("the manifest is for another chip (id %d)" % m["chip"])
        if m["size"] > self.room:
            raise OtaError("the manifest's image is %d bytes too long for the slot of %d" % (m["size"] - self.room, self.room))

    def check_sequence(self, m):
        had, of = self.memory.sequence()
        if m["sequence"] < had or m["sequence"] == had and of != self.image[:8]:
            raise OtaError("an old signed image is played back: number %d, this board has proved %d" % (m["sequence"], had))
        self.sequence = m["sequence"]
