# The two loops over bytes, compiled to native code; ota_plain.py has the same for builds without viper.
# Used by ota_pack.py (add) and ota_image.py (xor).
import micropython


@micropython.viper
def add(out, diff, n: int):
    # out[i] += diff[i], mod 256. Viper takes four arguments at most.
    o = ptr8(out)
    d = ptr8(diff)
    for i in range(n):
        o[i] = o[i] + d[i]


@micropython.viper
def xor(buf, start: int, n: int) -> int:
    b = ptr8(buf)
    x = 0
    for i in range(start, start + n):
        x ^= b[i]
    return x
