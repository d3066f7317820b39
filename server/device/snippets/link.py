# Receives blocks of bytes over the REPL's own line, where 0x03 would interrupt and 260 bytes are all that fit.
# Board: ENQ. Host: length %04x and the first 8 digits of the SHA-256, then pieces of 120 escaped bytes, two ahead of the ACKs.
# Then the board says ACK for the block, or NAK and asks for the same one again.
import binascii
import hashlib
import json
import os
import sys

_i = sys.stdin.buffer
_o = sys.stdout.buffer


def _block():
    while True:
        _o.write(b"\x05")
        h = _i.read(12)
        n = int(h[:4], 16)
        b = bytearray(n)
        v = memoryview(b)
        for k in range(0, n, 120):
            _i.readinto(v[k : k + 120])
            _o.write(b"\x06")
        d = bytes(b).replace(b"\x10\x43", b"\x03").replace(b"\x10\x50", b"\x10")
        if binascii.hexlify(hashlib.sha256(d).digest())[:8] == h[4:]:
            _o.write(b"\x06")
            return d
        _o.write(b"\x15")


def _args():
    return json.loads(_block())


try:
    import deflate

    print(1)
except ImportError:
    print(0)
