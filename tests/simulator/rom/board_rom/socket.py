import json
from uctypes import addressof

import _hal

from board_rom.support import blocking, check

AF_INET = 2
AF_INET6 = 10
SOCK_STREAM = 1
SOCK_DGRAM = 2
SOCK_RAW = 3
IPPROTO_IP = 0
IPPROTO_TCP = 6
IPPROTO_UDP = 17
SOL_SOCKET = 0xFFF
SO_REUSEADDR = 4
SO_BROADCAST = 0x20
SO_KEEPALIVE = 8
TCP_NODELAY = 1

_EBADF = 9
_EAGAIN = 11
_WAIT_FOREVER = -1
_CHUNK = 4096


class socket:
    def __init__(self, af=AF_INET, type=SOCK_STREAM, proto=0, id=None):
        self._id = check(_hal.socket_open()) if id is None else id
        self._timeout_ms = _WAIT_FOREVER
        self._bound = ("0.0.0.0", 0)

    def settimeout(self, seconds):
        self._timeout_ms = _WAIT_FOREVER if seconds is None else int(seconds * 1000)

    def setblocking(self, flag):
        self._timeout_ms = _WAIT_FOREVER if flag else 0

    def setsockopt(self, *args):
        pass

    def fileno(self):
        return self._id

    def makefile(self, *args, **kwargs):
        return self

    def connect(self, address):
        host, port = address[0], address[1]
        blocking(_hal.socket_connect, self._open_id(), _resolve(host), port, self._timeout_ms)

    def bind(self, address):
        self._bound = getaddrinfo(address[0] or "0.0.0.0", address[1])[0][-1]

    def listen(self, backlog=2):
        check(_hal.socket_listen(self._open_id(), *self._bound))

    def accept(self):
        peer = json.loads(blocking(_hal.socket_accept, self._open_id(), self._timeout_ms))
        return socket(id=peer["id"]), (peer["host"], peer["port"])

    def send(self, data):
        data = _bytes(data)
        return blocking(_hal.socket_send, self._open_id(), addressof(data), len(data), self._timeout_ms) if len(data) else 0

    def sendall(self, data):
        rest = memoryview(_bytes(data))
        while len(rest):
            rest = rest[self.send(rest) :]

    def write(self, data):
        data = _bytes(data)
        sent = 0
        try:
            while sent < len(data):
                sent += self.send(memoryview(data)[sent:])
        except OSError as error:
            if error.errno != _EAGAIN:
                raise
            if sent == 0:
                return None
        return sent

    def recv_into(self, buffer, count=0):
        count = min(count, len(buffer)) if count else len(buffer)
        return blocking(_hal.socket_receive, self._open_id(), addressof(buffer), count, self._timeout_ms)

    def recv(self, count):
        buffer = bytearray(count)
        return bytes(memoryview(buffer)[: self.recv_into(buffer)])

    def readinto(self, buffer, count=-1):
        view = memoryview(buffer) if count < 0 else memoryview(buffer)[:count]
        filled = 0
        while filled < len(view):
            try:
                received = self.recv_into(view[filled:])
            except OSError as error:
                if error.errno != _EAGAIN:
                    raise
                return filled or None
            if not received:
                break
            filled += received
        return filled

    def read(self, count=-1):
        if count >= 0:
            buffer = bytearray(count)
            filled = self.readinto(buffer)
            return None if filled is None else bytes(memoryview(buffer)[:filled])
        pieces = []
        while True:
            piece = self.recv(_CHUNK)
            if not piece:
                return b"".join(pieces)
            pieces.append(piece)

    def readline(self, limit=-1):
        line = bytearray()
        byte = bytearray(1)
        while limit < 0 or len(line) < limit:
            if not self.recv_into(byte):
                break
            line.append(byte[0])
            if byte[0] == 10:
                break
        return bytes(line)

    def close(self):
        if self._id is not None:
            _hal.socket_close(self._id)
            self._id = None

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def _open_id(self):
        if self._id is None:
            raise OSError(_EBADF)
        return self._id


def getaddrinfo(host, port, *args):
    return [(AF_INET, SOCK_STREAM, 0, "", (_resolve(host), port))]


def _resolve(host):
    address = _hal.resolve(host)
    if isinstance(address, int):
        raise OSError(address)
    return address


def _bytes(data):
    return data.encode() if isinstance(data, str) else data
