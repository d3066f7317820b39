import time as _base
from time import *

import _hal

from board_rom import timers
from board_rom.support import info

# Seconds from 1970, where this port counts from, to 2000, where the ESP32 does.
_EPOCH = 946684800

# The chip's ticks begin at its reset, and go on over a soft one.
_TICKS_AT_RESET = ticks_add(ticks_ms(), -info["uptimeMs"])


def ticks_ms():
    return ticks_diff(_base.ticks_ms(), _TICKS_AT_RESET) & 0x3FFFFFFF


def sleep(seconds):
    sleep_ms(seconds * 1000)


def sleep_us(microseconds):
    sleep_ms(microseconds / 1000)


def sleep_ms(milliseconds):
    left = milliseconds
    while True:
        left = _hal.sleep(left if left > 0 else 0)
        timers.run_due()
        if left <= 0:
            break


def time():
    return int(_base.time()) - _EPOCH


def time_ns():
    return _base.time_ns() - _EPOCH * 1000000000


def gmtime(seconds=None):
    return _base.gmtime((time() if seconds is None else int(seconds)) + _EPOCH)


localtime = gmtime


def mktime(fields):
    return int(_base.mktime(fields)) - _EPOCH
