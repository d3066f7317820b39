"""sys.stdin, sys.stdout and input() over the UART."""

import io
from uctypes import addressof

import _hal

from board_rom.support import blocking

_POLL = 3
_CR = 13
_LF = 10
_CTRL_C = 3
_CTRL_D = 4
_ERASE = (8, 127)


class Output(io.IOBase):
    def __init__(self, write):
        self._write = write

    def write(self, data):
        if isinstance(data, str):
            data = data.encode()
        if len(data):
            self._write(addressof(data), len(data))
        return len(data)

    def flush(self):
        pass

    def close(self):
        pass

    def ioctl(self, request, arg):
        return arg & 4 if request == _POLL else 0


class Input(io.IOBase):
    def __init__(self, is_text):
        self._is_text = is_text

    def readinto(self, buffer):
        for index in range(len(buffer)):
            buffer[index] = self._byte()
        return len(buffer)

    def read(self, count=-1):
        data = bytearray()
        while count < 0 or len(data) < count:
            byte = self._byte()
            if count < 0 and byte == _CTRL_D:
                break
            data.append(byte)
        return self._result(data)

    def readline(self, limit=-1):
        data = bytearray()
        while limit < 0 or len(data) < limit:
            byte = self._byte()
            data.append(byte)
            if byte == _LF:
                break
        return self._result(data)

    def close(self):
        pass

    def ioctl(self, request, arg):
        if request != _POLL:
            return 0
        return arg & 1 if _hal.has_input() else 0

    def _byte(self):
        byte = blocking(_hal.read_byte)
        return _LF if self._is_text and byte == _CR else byte

    def _result(self, data):
        return data.decode() if self._is_text else bytes(data)


stdout = Output(_hal.write_text)
stdout.buffer = Output(_hal.write_raw)
stdin = Input(True)
stdin.buffer = Input(False)


def read_line(prompt=""):
    stdout.write(prompt)
    text = bytearray()
    while True:
        byte = blocking(_hal.read_byte)
        if byte in (_CR, _LF):
            stdout.write("\n")
            return text.decode()
        if byte == _CTRL_C:
            raise KeyboardInterrupt
        if byte == _CTRL_D and not text:
            raise EOFError
        if byte in _ERASE:
            if text:
                text = text[:-1]
                stdout.write("\b \b")
        else:
            text.append(byte)
            stdout.write(bytes([byte]))
