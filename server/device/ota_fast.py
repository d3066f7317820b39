# The two loops over bytes, compiled to native code; ota_plain.py has the same for builds without viper.
# Used by ota_pack.py (add) and ota_image.py (xor).
import micropython


@micropython.viper
def add(out, at: int, diff, start: int, n: int):
    o = ptr8(out)
    d = ptr8(diff)
    for i in range(n):
        o[at + i] = o[at + i] + d[start + i]


@micropython.viper
def xor(buf, start: int, n: int) -> int:
    b = ptr8(buf)
    x = 0
    for i in range(start, start + n):
        x ^= b[i]
    return x
