# The board's end of the link, which loses nothing and repeats what was damaged. Each byte is asked for: 260 are all that
# fit while nobody reads, and fewer while the flash is written.
#
# Host: frames. 0x01, a salt, and exclusive-ored with it: kind, number of the message, offset in it, length (2 bytes each,
# little-endian), CRC-32 of these and of the payload; then the payload. Salts and escapes keep 0x03 off the line: it
# interrupts. Kinds: "-" a part, "." the last part, "?" how far are you (the number comes back), "!" your answer again.
# Board: 0x06 for 60 bytes of a payload taken, 0x15 for a frame that is damaged or not due, and frames of its own: 0x01,
# length, CRC-32, then "=", number, 1 where the code raised, and the result; or "?", the number, message, bytes of it here.
#
# A message: the lengths of its code and of its data, and then, in one deflate stream from the first message to the last,
# the code, which leaves its answer in `result`, and its data, which are in `data`.
#
# start.py sets `num`, the number of the first answer, and `bits`, the size of the window, 0 for no deflate. The names are
# short because all of this is sent each time.
import gc
import sys
import uio as io
import ujson as json
import uos as os
from ubinascii import crc32
from ustruct import pack, unpack


def send(d):
    put(b"\x01" + pack("<HI", len(d), crc32(d)) + d)


# Also what an earlier link left open is closed by this, before it can touch what is written anew.
gc.collect()
get = sys.stdin.buffer.read
put = sys.stdout.buffer.write
win = pck = io.BytesIO()
end = err = got = 0
if bits:
    import deflate

    # Its memory is taken at the first byte, here a block of one that was not deflated, and a message needs some beside it:
    # better to know now. What was free a moment ago may not be any more.
    end = pck.write(b"\0\1\0\xfe\xff ")
    pck.seek(0)
    win = deflate.DeflateIO(pck, 1, bits)
    win.read(1)
    bytearray(24576)
opened = []
result = b"%d" % gc.mem_free()
going = True
try:
    while going:
        ans = bytes([61, num, err]) + result
        send(ans)
        while True:
            while get(1) != b"\x01":
                pass
            d = get(11)
            d = bytes([b ^ d[0] for b in d[1:]])
            kind, n, off, size, crc = unpack("<BBHHI", d)
            if kind not in b"-.?!" or size > 1023:
                put(b"\x15")
                continue
            b = bytearray(size)
            v = memoryview(b)
            for i in range(0, size, 60):
                sys.stdin.buffer.readinto(v[i : i + 60])
                put(b"\x06")
            if crc32(b, crc32(d[:6])) != crc:
                put(b"\x15")
            elif kind == 63:
                send(pack("<BBBH", 63, n, num, got))
            elif kind == 33:
                send(ans)
            else:
                if n == num + 1 & 255 and not off:
                    num = n
                    got = 0
                    parts = b""
                if n == num and off == got:
                    got += size
                    parts += b
                    if kind == 46:
                        break
                else:
                    put(b"\x15")
        err = 0
        try:
            parts = parts.replace(b"\x10C", b"\x03").replace(b"\x10P", b"\x10")
            n, off = unpack("<HH", parts)
            # In front of it what is left of the last message: the end of its block, and the mark of a flush.
            d = pck.read(end - pck.tell())
            pck.seek(0)
            end = pck.write(d + parts[4:])
            pck.seek(0)
            d = win.read(n)
            data = win.read(off)
            exec(d)
        except Exception as e:
            err = 1
            d = io.StringIO()
            sys.print_exception(e, d)
            result = d.getvalue().encode()
finally:
    for d in opened:
        d.close()
