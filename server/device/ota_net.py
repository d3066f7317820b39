# The network: joins Wi-Fi; HTTP/1.1 with one request a connection, every wait limited, nothing larger than its buffer kept.
import network
import os
import select
import socket
import time

import ota_state
from ota_state import NetError, OtaError

# ---- Wi-Fi ----

JOIN_S = 15  # for one network

REASONS = {
    201: "no such network in range (the ESP32 sees 2.4 GHz only)",
    202: "wrong password",
    204: "wrong password",
    15: "wrong password",
    210: "wrong password, or another kind of security",
    211: "wrong password, or another kind of security",
}


def station():
    sta = network.WLAN(network.STA_IF)
    if not sta.active():
        sta.active(True)
    return sta


def mac():
    return ":".join("%02x" % b for b in station().config("mac"))


def rssi():
    # dBm, or None: old builds cannot tell.
    try:
        n = station().status("rssi")
        return n if -128 < n < 0 else None
    except (OSError, RuntimeError, ValueError, TypeError):
        return None


def join(networks, clock):
    """Returns when the station has an address; raises NetError with the reason of the network tried last."""
    sta = station()
    if sta.isconnected():
        return sta
    if not networks:
        raise OtaError("no Wi-Fi is configured")
    why = ""
    for i, w in enumerate(networks):
        # The time left is shared, so that the second network gets its turn.
        limit = min(JOIN_S * ota_state.SECOND, clock.left() // (len(networks) - i))
        if limit <= 0:
            break
        why = "Wi-Fi '%s': %s" % (w["ssid"], _try(sta, w, limit) or "")
        if sta.isconnected():
            return sta
        print("[OTA]", why)
    raise NetError(why or "no time left to join a Wi-Fi network")


def _try(sta, w, limit):
    try:
        sta.config(reconnects=2)  # without a limit status() never tells the reason
        sta.connect(w["ssid"], w.get("password") or None)
        end = time.ticks_add(time.ticks_ms(), limit)
        while time.ticks_diff(end, time.ticks_ms()) > 0:
            if sta.isconnected():
                sta.config(reconnects=-1)
                return None
            if sta.status() not in (1000, 1001, 1010):
                break
            time.sleep_ms(100)
        return REASONS.get(sta.status(), "no answer, status %s" % sta.status())
    except (OSError, RuntimeError) as ex:
        return str(ex)
    finally:
        if not sta.isconnected():
            sta.disconnect()


# ---- HTTP ----

IO_S = 10  # for one wait
LINE = 512  # what is kept of a line of the head
HEAD = 16384  # bytes of the whole head
ABSENT = (403, 404)  # what an optional file answers that is not there: some object stores say 403

REFUSED = {
    104: "refuses the connection: is it running, and on this port?",
    111: "refuses the connection: is it running, and on this port?",
    116: "does not answer: is it running, and does its firewall let this board in?",
    128: "refuses the connection: is it running, and on this port?",
}
KEPT = ("content-length", "content-range", "content-encoding", "etag", "location", "transfer-encoding", "x-otatools-turn")


class Reply:
    """One answer: status, headers (lower case, those of KEPT), length of the body or None, and its bytes by read()."""

    def __init__(self, url, headers, clock, chunk=4096):
        tls, host, port, path = split(url)
        self.server = "%s:%d" % (host, port)
        self.clock = clock
        self.chunk = chunk
        self.mem = bytearray(LINE)
        self.at = self.end = 0  # what of mem is not used yet
        try:
            to = socket.getaddrinfo(host, port, 0, socket.SOCK_STREAM)[0][-1]
        except OSError:
            raise NetError("no address for host %s: check FW_URL" % host)
        self.sock = socket.socket()
        try:
            self._connect(to)
            if tls:
                import ssl

                self.sock = ssl.wrap_socket(self.sock, server_hostname=host)
            lines = ["GET %s HTTP/1.1" % path, "Host: " + self.server]
            lines += ["%s: %s" % (k, headers[k]) for k in headers]
            self.sock.write("\r\n".join(lines) + "\r\n\r\n")
            # From here on nothing blocks: a socket with a timeout fills the whole buffer, however slowly the bytes drip.
            self.sock.setblocking(False)
            self.poll = select.poll()
            self.poll.register(self.sock, select.POLLIN)
            self._head()
        except OSError as ex:
            self.close()
            why = REFUSED.get(ex.errno, "cannot be reached (%s)" % ex)
            raise NetError("server %s %s" % (self.server, why))
        except BaseException:
            self.close()
            raise

    def _limit(self):
        return min(IO_S * ota_state.SECOND, self.clock.left())

    def _connect(self, to):
        # v1.21's connect() knows no timeout: begin, then wait for the socket.
        self.sock.setblocking(False)
        try:
            self.sock.connect(to)
        except OSError as ex:
            if ex.errno not in (11, 115, 119):  # in progress
                raise
        p = select.poll()
        p.register(self.sock, select.POLLOUT)
        if not p.poll(self._limit()):
            raise OSError(116)
        self.sock.settimeout(max(1, self._limit()) / 1000)

    def _some(self, view):
        # At least one byte, 0 at the end. TLS may hold bytes that poll() does not see: hence read before it.
        while True:
            n = self.sock.readinto(view)
            if n is not None:
                return n
            ms = self._limit()
            if not ms or not self.poll.poll(ms):
                raise OSError(116)

    def _line(self):
        line = bytearray()
        while True:
            if self.at == self.end:
                self.at = 0
                self.end = self._some(self.mem)
                if not self.end:
                    break
            c = self.mem[self.at]
            self.at += 1
            self.seen += 1
            if c == 10:
                break
            if len(line) < LINE:
                line.append(c)
            if self.seen > HEAD:
                raise OtaError("server %s sends no end of headers" % self.server)
        return bytes(line).strip()

    def _head(self):
        self.seen = 0
        line = self._line().split(None, 2)
        if len(line) < 2 or line[0][:5] != b"HTTP/" or not line[1].isdigit():
            raise OtaError("server %s does not speak HTTP" % self.server)
        self.status = int(line[1])
        self.headers = {}
        while True:
            line = self._line()
            if not line:
                break
            k, _, v = line.partition(b":")
            try:
                k = k.strip().lower().decode()
                if k in KEPT:
                    self.headers[k] = v.strip().decode()
            except UnicodeError:
                pass
        self.chunked = self.headers.get("transfer-encoding", "").lower() == "chunked"
        n = self.headers.get("content-length", "")
        self.length = int(n) if n.isdigit() and len(n) < 10 and not self.chunked else None
        self.left = 0 if self.chunked else self.length  # of the body, or of a chunk; None: until the connection ends
        self.first = True
        self.clock.touch()

    def begins_at(self, offset, total=None):
        # Whether this is the rest of the file from an offset on, of a file of that length: "bytes 4096-9999/10000".
        unit, _, r = self.headers.get("content-range", "").partition(" ")
        span, _, of = r.partition("/")
        return self.status == 206 and unit == "bytes" and span.split("-")[0] == str(offset) and (total is None or of == str(total))

    def total(self):
        # Length of the whole file, or None.
        if self.status != 206:
            return self.length
        n = self.headers.get("content-range", "").partition("/")[2]
        return int(n) if n.isdigit() and len(n) < 10 else None

    def read(self, view):
        """Fills view; returns the count, which is smaller only at the end of the body."""
        n = 0
        try:
            while n < len(view):
                k = self._body(view[n : n + self.chunk])
                if not k:
                    break
                n += k
        except OSError as ex:
            raise NetError("the connection broke (%s)" % ("no data" if ex.errno == 116 else ex))
        return n

    def read_all(self, limit):
        b = bytearray(limit + 1)
        n = self.read(memoryview(b))
        if n > limit:
            raise OtaError("longer than %d bytes" % limit)
        return bytes(b[:n])

    def _body(self, view):
        if self.chunked and self.left == 0 and not self._chunk():
            return 0
        if self.left is not None:
            view = view[: self.left]  # some servers stay open behind the last byte
        if not len(view):
            return 0
        if self.at < self.end:
            n = min(self.end - self.at, len(view))
            view[:n] = memoryview(self.mem)[self.at : self.at + n]
            self.at += n
        else:
            n = self._some(view)
        if self.left is not None:
            if not n:
                raise NetError("the connection broke: %d bytes are missing" % self.left)
            self.left -= n
        return n

    def _chunk(self):
        # The next chunk's size is left to read; False behind the last one.
        if self.left is None:
            return False
        self.seen = 0
        if not self.first:
            self._line()
        self.first = False
        size = self._line().split(b";")[0].strip()
        try:
            self.left = int(size, 16)
        except ValueError:
            raise NetError("the connection broke between two chunks")
        if self.left < 0 or len(size) > 7:
            raise OtaError("server %s sends wrong chunks" % self.server)
        if self.left == 0:
            self.chunked = False
            return False
        return True

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


def beside(url, suffix):
    # The file beside an image: the suffix goes before a query.
    path, mark, query = url.partition("?")
    return path + suffix + mark + query


def below(url, name):
    # A file in the folder of another one: the query, a token perhaps, stays behind the path.
    path, mark, query = url.partition("?")
    end = path.rfind("/", path.find("//") + 2)
    return (path + "/" if end < 0 else path[: end + 1]) + name + mark + query


def get(url, headers, clock, chunk=4096, quiet=False):
    for _ in range(4):
        if not quiet:
            print("[OTA] GET", url)
        r = Reply(url, headers, clock, chunk)
        to = r.headers.get("location")
        if r.status not in (301, 302, 303, 307, 308) or not to:
            if r.headers.get("content-encoding", "identity") != "identity":
                r.close()
                raise OtaError("the server packs the file by itself (Content-Encoding: %s)" % r.headers["content-encoding"])
            return r
        r.close()
        url = redirected(url, to)
    raise OtaError("too many redirections")


def backoff(tries, left):
    # 1, 2, 4, 8 s, half to one and a half of it: boards that lost one server do not come back all at once.
    ms = (ota_state.SECOND << min(tries - 1, 3)) * (128 + os.urandom(1)[0]) // 256
    time.sleep_ms(min(ms, left))
