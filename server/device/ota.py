# OtaTools ota.py: brings this board to the firmware at FW_URL, over Wi-Fi, by pull.
# States, files, NVS keys and log lines: server/device/README.md of OtaTools.
import binascii
import gc
import hashlib
import json
import os
import struct
import sys
import time

import machine
import network
from esp32 import NVS, Partition
from ota_state import OtaError

__version__ = "0.1.0"

# Defaults; /ota.json, where there is one, is asked first.
WIFI_SSID = ""
WIFI_PASS = ""
FW_URL = ""
CHUNK = 4096  # bytes read from the network at once, 256 to 4096

CONFIG = "/ota.json"
BLOCK = 4096  # a flash sector: what is erased at once
JOIN_S = 15
IO_S = 10
TRIAL_S = 60  # for a new image to reach the server
TRIES = 3  # failures of one image after which it is left alone


# ---- configuration ----


def config():
    c = {"fw_url": FW_URL, "chunk": CHUNK, "wifi": []}
    if WIFI_SSID:
        c["wifi"] = [{"ssid": WIFI_SSID, "password": WIFI_PASS}]
    try:
        with open(CONFIG) as f:
            text = f.read()
    except OSError:
        return c
    try:
        own = json.loads(text)
        for k in own.keys():
            c[k] = own[k]
        for w in c["wifi"]:
            w["ssid"]
        c["chunk"] = min(max(int(c["chunk"]), 256), BLOCK)
    except (ValueError, TypeError, KeyError, AttributeError):
        raise OtaError(CONFIG + " is damaged: upload the configuration again")
    return c


# ---- what this board is ----


def version():
    return getattr(os.uname(), "version", None) or os.uname().release


def mac():
    sta = network.WLAN(network.STA_IF)
    if not sta.active():
        sta.active(True)
    return ":".join("%02x" % b for b in sta.config("mac"))


def running():
    return Partition(Partition.RUNNING)


NEW, PENDING, VALID, INVALID, ABORTED = range(5)  # esp_ota_img_states_t


def records():
    # otadata: two esp_ota_select_entry_t (seq u32, label, state u32, crc u32); yields (seq, state, slot).
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
    return last[1], last[2] == running().info()[1] & 15


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


# ---- what is remembered over resets: NVS, namespace "ota" ----


class Memory:
    def __init__(self):
        self.nvs = NVS("ota")

    def get(self, key):
        b = bytearray(160)
        try:
            return bytes(b[: self.nvs.get_blob(key, b)])
        except OSError:
            return b""

    def put(self, key, value):
        value = value[:160]
        if self.get(key) != value:
            self.nvs.set_blob(key, value)
            self.nvs.commit()

    # "try": how often one image was tried in vain, plus 128 if the last time it was switched to; its identity.
    def failures(self, image):
        t = self.get("try")
        return t[0] & 127 if len(t) > 1 and t[1:] == image else 0

    def count(self, image):
        self.put("try", bytes([self.failures(image) + 1]) + image)

    def switched(self, image):
        self.put("try", bytes([self.failures(image) | 128]) + image)

    def clear(self):
        self.put("try", b"\0")

    # "etag": the image and the URL that it belongs to, then the ETag.
    def _etag_of(self, image, url):
        return image[:8] + struct.pack("<I", binascii.crc32(url.encode()))

    def etag(self, image, url):
        e = self.get("etag")
        return e[12:].decode() if e[:12] == self._etag_of(image, url) else ""

    def put_etag(self, image, url, etag):
        if etag and len(etag) < 140:
            self.put("etag", self._etag_of(image, url) + etag.encode())


# ---- network ----

REASONS = {
    201: "no such network in range (the ESP32 sees 2.4 GHz only)",
    202: "wrong password",
    204: "wrong password",
    15: "wrong password",
    210: "wrong password, or another kind of security",
    211: "wrong password, or another kind of security",
}


def join(networks):
    sta = network.WLAN(network.STA_IF)
    if not sta.active():
        sta.active(True)
    if sta.isconnected():
        return sta
    why = "no Wi-Fi is configured"
    for w in networks:
        try:
            sta.config(reconnects=2)  # without a limit status() never tells the reason
            sta.connect(w["ssid"], w.get("password") or None)
            end = time.ticks_add(time.ticks_ms(), JOIN_S * 1000)
            while time.ticks_diff(end, time.ticks_ms()) > 0:
                if sta.isconnected():
                    sta.config(reconnects=-1)
                    return sta
                if sta.status() not in (1000, 1001, 1010):
                    break
                time.sleep_ms(100)
            why = REASONS.get(sta.status(), "no answer, status %s" % sta.status())
        except (OSError, RuntimeError) as ex:
            why = str(ex)
        finally:
            if not sta.isconnected():
                sta.disconnect()
        why = "Wi-Fi '%s': %s" % (w["ssid"], why)
        print("[OTA]", why)
    raise OtaError(why)


REFUSED = {
    104: "refuses the connection: is it running, and on this port?",
    111: "refuses the connection: is it running, and on this port?",
    116: "does not answer: is it running, and does its firewall let this board in?",
    128: "refuses the connection: is it running, and on this port?",
}


class Reply:
    # One HTTP answer: status, headers (lower case), and a stream of its body.
    def __init__(self, url, headers):
        import socket

        tls, host, port, path = split(url)
        self.server = "%s:%d" % (host, port)
        try:
            to = socket.getaddrinfo(host, port, 0, socket.SOCK_STREAM)[0][-1]
        except OSError:
            raise OtaError("no address for host %s: check FW_URL" % host)
        self.sock = socket.socket()
        try:
            self._connect(to)
            if tls:
                import ssl

                self.sock = ssl.wrap_socket(self.sock, server_hostname=host)
            lines = ["GET %s HTTP/1.0" % path, "Host: " + self.server]
            lines += ["%s: %s" % (k, headers[k]) for k in headers]
            self.sock.write("\r\n".join(lines) + "\r\n\r\n")
            self._head()
        except OSError as ex:
            self.close()
            why = REFUSED.get(ex.errno, "cannot be reached (%s)" % ex)
            raise OtaError("server %s %s" % (self.server, why))
        except BaseException:
            self.close()
            raise

    def _connect(self, to):
        import select

        # v1.21's connect() knows no timeout: begin, then wait for the socket.
        self.sock.setblocking(False)
        try:
            self.sock.connect(to)
        except OSError as ex:
            if ex.errno not in (11, 115, 119):  # in progress
                raise
        p = select.poll()
        p.register(self.sock, select.POLLOUT)
        if not p.poll(IO_S * 1000):
            raise OSError(116)
        self.sock.settimeout(IO_S)

    def _head(self):
        line = self.sock.readline(1024).split(None, 2)
        if len(line) < 2 or line[0][:5] != b"HTTP/" or not line[1].isdigit():
            raise OtaError("server %s does not speak HTTP" % self.server)
        self.status = int(line[1])
        self.headers = {}
        for _ in range(64):
            line = self.sock.readline(1024)
            if line in (b"", b"\r\n", b"\n"):
                break
            try:
                k, _, v = line.decode().partition(":")
            except UnicodeError:
                continue
            self.headers[k.strip().lower()] = v.strip()
        n = self.headers.get("content-length", "")
        self.length = int(n) if n.isdigit() else None
        self.taken = 0

    def read(self, view):
        return self.fill(view, 512)

    def fill(self, view, chunk):
        # Reads until view is full or the body ends; returns the count. Some servers stay open behind the last byte.
        if self.length is not None:
            view = view[: self.length - self.taken]
        n = 0
        try:
            while n < len(view):
                k = self.sock.readinto(view[n : n + chunk])
                if not k:
                    break
                n += k
        except OSError as ex:
            raise OtaError("the connection broke (%s): the next boot tries again" % ex)
        self.taken += n
        return n

    def close(self):
        self.sock.close()


def split(url):
    scheme, sep, rest = url.partition("://")
    tls = scheme == "https"
    if not sep or not (tls or scheme == "http") or not rest:
        raise OtaError("FW_URL must begin with http:// or https://, not " + url)
    host, slash, path = rest.partition("/")
    host, colon, port = host.partition(":")
    if not host or (colon and not port.isdigit()):
        raise OtaError("FW_URL has no usable host and port: " + url)
    return tls, host, int(port) if colon else (443 if tls else 80), "/" + path


def redirected(url, to):
    if to.startswith("http://") or to.startswith("https://"):
        return to
    if to.startswith("//"):
        return url[: url.find("//")] + to
    url = url.split("?")[0]
    path = url.find("/", 8)  # behind the scheme and the host
    if path < 0:
        return url + "/" + (to[1:] if to.startswith("/") else to)
    return (url[:path] if to.startswith("/") else url[: url.rfind("/") + 1]) + to


def get(url, headers):
    for _ in range(4):
        print("[OTA] GET", url)
        r = Reply(url, headers)
        to = r.headers.get("location")
        if r.status not in (301, 302, 303, 307, 308) or not to:
            return r
        r.close()
        url = redirected(url, to)
    raise OtaError("too many redirections")


# ---- image: https://docs.espressif.com, "App Image Format" ----


def check_head(head, n, own, length, room):
    # Refuses on the first bytes what must never be written.
    if bytes(head[:1]) in (b"<", b"\n", b"\r", b" ", b"{"):
        raise OtaError("the server sent a page, not firmware (a login or error page?)")
    if n < 288 or head[0] != 0xE9:
        raise OtaError("this is not an ESP32 app image")
    if bytes(head[0x20:0x24]) != b"\x32\x54\xcd\xab":
        raise OtaError("this is a full .bin, not an app image: serve the .app-bin")
    chip = head[12] | head[13] << 8
    if chip != own[12] | own[13] << 8:
        raise OtaError("this image is for another chip (id %d)" % chip)
    if length is not None and length > room:
        raise OtaError("%d bytes too long for the slot of %d" % (length - room, room))


def xor(view):
    # The checksum's XOR of all bytes, by folding one long integer in halves.
    x = int.from_bytes(view, "little")
    k = BLOCK * 8
    while k > 8:
        k >>= 1
        x = (x >> k) ^ (x & ((1 << k) - 1))
    return x


def verify(part, length, buf):
    # Reads the slot back: segments, checksum and appended SHA-256 of what is in the flash.
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
    sha = hashlib.sha256()
    check = 0xEF
    for at in range(0, body, BLOCK):
        n = min(BLOCK, body - at)
        part.readblocks(at // BLOCK, buf)
        sha.update(view[:n])
        for a, b in spans:
            a, b = max(a, at), min(b, at + n)
            if a < b:
                check ^= xor(view[a - at : b - at])
    if check != buf[(body - 1) % BLOCK]:
        raise OtaError("the checksum of the written image is wrong")
    if appended:
        want = bytearray(32)
        # The digest may lie across two blocks; readblocks reads on.
        part.readblocks(body // BLOCK, want, body % BLOCK)
        if sha.digest() != bytes(want):
            raise OtaError("the SHA-256 of the written image is wrong")


# ---- the update ----

BROKE = "the connection broke at %d of %d bytes: the next boot tries again"


def other_slot():
    try:
        return running().get_next_update()
    except OSError:
        raise OtaError("this board has no OTA slots: flash the OTA build of MicroPython first")


def install(r, part, url, chunk, memory):
    # Brings the body of r into the slot; True when the next boot takes it.
    run = running()
    room = part.info()[3]
    buf = bytearray(BLOCK)
    view = memoryview(buf)
    own = head_of(run, BLOCK)
    n = r.fill(view, chunk)
    check_head(buf, n, own, r.length, room)
    image = identity(buf)
    etag = r.headers.get("etag", "")
    # The first block holds the hash of the build; an image without one is compared to its end.
    same = 0
    certain = any(buf[0xB0:0xD0])
    while n == BLOCK and not certain and view[:n] == memoryview(own)[:n]:
        same += 1
        run.readblocks(same, own)
        n = r.fill(view, chunk)
    if r.length is not None and n < BLOCK and same * BLOCK + n != r.length:
        raise OtaError(BROKE % (same * BLOCK + n, r.length))
    if view[:n] == memoryview(own)[:n]:
        print("[OTA] already running this image: nothing to do")
        memory.put_etag(image, url, etag)
        return False
    if memory.failures(image) >= TRIES:
        print("[OTA] left alone: this image failed %d times; offer another one" % TRIES)
        return False

    for i in range(same):
        run.readblocks(i, own)
        part.writeblocks(i, own)
    del own
    gc.collect()
    total = same * BLOCK
    while n:
        if total + n > room:
            raise OtaError("longer than the slot of %d bytes" % room)
        for i in range(n, BLOCK):
            buf[i] = 0xFF
        part.writeblocks(total // BLOCK, buf)
        total += n
        if total % 65536 == 0:
            print("[OTA] dl", total)
        n = r.fill(view, chunk) if n == BLOCK else 0
    if r.length is not None and total != r.length:
        raise OtaError(BROKE % (total, r.length))
    print("[OTA] dl", total)
    memory.count(image)  # taken back when it has proved itself
    verify(part, total, buf)
    print("[OTA] finalize: True bytes=", total)
    try:
        part.set_boot()
    except OSError as ex:
        raise OtaError("set_boot refused the image: %s" % ex)
    memory.switched(image)
    memory.put_etag(image, url, etag)
    return True


def prove(memory):
    Partition.mark_app_valid_cancel_rollback()
    memory.clear()
    print("[OTA] valid", version(), "in", running().info()[4])


def run(fw_url=None):
    """Updates the board to the image at fw_url; resets it when there is a new one, else returns False."""
    print("[OTA] start")
    c = config()
    part = other_slot()
    state, own = boot_record()
    if state in (NEW, PENDING) and not own:
        # An image waits for its first boot, or the bootloader could not start it. To set_boot now would overwrite the
        # record of the running slot; a reset settles it.
        print("[OTA] the last switch is not settled yet")
        reset()
    memory = Memory()
    join(c["wifi"])
    url = fw_url or c["fw_url"]
    if not url:
        if pending():
            prove(memory)  # the network is all that can be asked
        raise OtaError("no FW_URL is configured")
    headers = {
        "User-Agent": "OtaTools/" + __version__,
        "Connection": "close",
        "x-ESP32-STA-MAC": mac(),
        "x-ESP32-version": version().split(" ")[0],
        "x-OtaTools-slot": running().info()[4],
        "x-OtaTools-state": "PENDING_VERIFY" if pending() else "VALID",
    }
    etag = memory.etag(identity(head_of(running())), url)
    if etag:
        headers["If-None-Match"] = etag
    if on_trial():
        renew_scripts(url, headers, c)  # first of all: this is what they are tried for
    r = get(url, headers)
    try:
        if pending():
            prove(memory)
        if r.status == 304:
            print("[OTA] already running this image: nothing newer (304)")
            new = False
        elif r.status != 200:
            raise OtaError("HTTP %d from the server for %s" % (r.status, url))
        else:
            gc.collect()
            new = install(r, part, url, c["chunk"], memory)
    finally:
        r.close()
    if new or renew_scripts(url, headers, c):
        reset()
    return False


def on_trial():
    # ota_boot is not imported here: at the REPL that would start everything again.
    return getattr(sys.modules.get("ota_boot"), "trial", False)


def renew_scripts(url, headers, c):
    if c.get("scripts") is False:
        return False
    import ota_scripts

    own = {k: headers[k] for k in headers if k != "If-None-Match"}
    try:
        return ota_scripts.update(lambda u: get(u, own), url, c.get("key"), __version__)
    except (OtaError, OSError) as ex:
        print("[OTA] scripts:", ex)
        return False


def reset():
    print("reset machine")
    time.sleep_ms(100)  # the last line leaves the UART
    machine.reset()


def boot():
    """What boot.py does: says what runs, counts down, updates; then main.py starts."""
    print("[BOOT] running=", running().info()[4], "fw=", version(), "mac=", mac())
    if tuple(sys.implementation.version[:2]) < (1, 21):
        print("[BOOT][ERR] MicroPython v1.21 or later is needed: older ones cannot roll back")
        return
    report_rollback()
    try:
        c = config()
        idle = not (c["wifi"] or c["fw_url"] or pending())
    except OtaError:
        idle = False  # run() says it
    if idle:
        print("[OTA] not configured: set Wi-Fi and FW_URL with OtaTools")
        return
    try:
        for i in range(3, 0, -1):
            print("[BOOT] starting OTA in", i)
            time.sleep(1)
        end = time.ticks_add(time.ticks_ms(), TRIAL_S * 1000)
        while True:
            try:
                run()
            except Exception as ex:
                print("[BOOT][ERR]", ex)
            if not pending():
                return
            if time.ticks_diff(end, time.ticks_ms()) <= 0:
                break
            time.sleep(3)
    except KeyboardInterrupt:
        print("[BOOT] interrupted")
        if pending():
            print("[OTA] this image is unproved: the next reset goes back to the one before")
        raise
    print("[OTA] this image could not prove itself: going back to the one before")
    reset()


def report_rollback():
    memory = Memory()
    t = memory.get("try")
    if len(t) > 1 and t[0] & 128 and t[1:] != identity(head_of(running())):
        print("[OTA] rolled back: the last image did not prove itself (%d of %d)" % (t[0] & 127, TRIES))
        memory.put("try", bytes([t[0] & 127]) + t[1:])  # said once
