# What ota_fast.py does, for builds without viper: long integers are lanes of bytes.
LANES = 64
ZERO = bytes(LANES)
LOW = int.from_bytes(b"\x7f" * LANES, "little")
HIGH = int.from_bytes(b"\x80" * LANES, "little")


def add(out, diff, n):
    # most differences are zero
    o = memoryview(out)
    d = memoryview(diff)
    for i in range(0, n, LANES):
        k = min(LANES, n - i)
        y = d[i : i + k]
        if y == ZERO[:k]:
            continue
        v = o[i : i + k]
        x = int.from_bytes(v, "little")
        y = int.from_bytes(y, "little")
        v[:] = (((x & LOW) + (y & LOW)) ^ ((x ^ y) & HIGH)).to_bytes(k, "little")


def xor(buf, start, n):
    # folds one long integer in halves
    x = int.from_bytes(memoryview(buf)[start : start + n], "little")
    k = 8
    while k < n * 8:
        k *= 2
    while k > 8:
        k //= 2
        x = (x >> k) ^ (x & ((1 << k) - 1))
    return x
