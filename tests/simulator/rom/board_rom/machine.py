import time
from binascii import unhexlify

import _hal

from board_rom import registers, timers
from board_rom.support import check, info

PWRON_RESET = 1
HARD_RESET = 2
WDT_RESET = 3
DEEPSLEEP_RESET = 4
SOFT_RESET = 5

_SLEEP_FOREVER = 0
_frequency = 160000000
mem32 = registers.Memory32()


def reset():
    _hal.reset()


def soft_reset():
    raise SystemExit


def reset_cause():
    return info["resetCause"]


def wake_reason():
    return 4 if info["resetCause"] == DEEPSLEEP_RESET else 0


def unique_id():
    return unhexlify(info["mac"])


def freq(value=None):
    global _frequency
    if value is None:
        return _frequency
    _frequency = value


def idle():
    _sleep_ms(1)


def lightsleep(milliseconds=_SLEEP_FOREVER):
    _hal.light_sleep(milliseconds if milliseconds > 0 else -1)


def deepsleep(milliseconds=_SLEEP_FOREVER):
    _hal.deepsleep(milliseconds)


def disable_irq():
    return 0


def enable_irq(state=0):
    pass


def _sleep_ms(milliseconds):
    left = milliseconds
    while left > 0:
        left = _hal.sleep(left)
        timers.run_due()


class WDT:
    def __init__(self, id=0, timeout=5000):
        if id != 0:
            raise ValueError("WDT(%d) doesn't exist" % id)
        if timeout <= 0:
            raise ValueError("WDT timeout too short")
        check(_hal.watchdog_start(timeout))

    def feed(self):
        _hal.watchdog_feed()


class Timer:
    ONE_SHOT = 0
    PERIODIC = 1

    def __init__(self, id, **settings):
        self._id = id
        self._callback = None
        self._periodic = True
        self._period = 0
        self._due = 0
        if settings:
            self.init(**settings)

    def init(self, mode=PERIODIC, callback=None, period=-1, freq=0, **ignored):
        self._period = int(1000 / freq) if freq else period
        self._periodic = mode == Timer.PERIODIC
        self._callback = callback
        timers.start(self, self._period)

    def deinit(self):
        timers.stop(self)

    def value(self):
        return max(0, self._period - time.ticks_diff(self._due, time.ticks_ms()))

    def __repr__(self):
        return "Timer(%d)" % self._id


class Pin:
    IN = 1
    OUT = 3
    OPEN_DRAIN = 7
    PULL_DOWN = 1
    PULL_UP = 2
    IRQ_RISING = 1
    IRQ_FALLING = 2
    DRIVE_0 = 0
    DRIVE_1 = 1
    DRIVE_2 = 2
    DRIVE_3 = 3

    _levels = {}

    def __init__(self, id, mode=-1, pull=-1, value=None, **settings):
        self._id = id
        self.init(mode, pull, value=value)

    def init(self, mode=-1, pull=-1, value=None, **settings):
        if value is not None:
            self.value(value)
        elif pull == Pin.PULL_UP and self._id not in Pin._levels:
            Pin._levels[self._id] = 1

    def value(self, level=None):
        if level is None:
            return Pin._levels.get(self._id, 0)
        Pin._levels[self._id] = 1 if level else 0

    def __call__(self, level=None):
        return self.value(level)

    def on(self):
        self.value(1)

    def off(self):
        self.value(0)

    def toggle(self):
        self.value(1 - self.value())

    def irq(self, *args, **kwargs):
        pass

    def __repr__(self):
        return "Pin(%d)" % self._id


class RTC:
    def datetime(self, value=None):
        year, month, day, hour, minute, second, weekday, _ = time.gmtime()
        return (year, month, day, weekday, hour, minute, second, 0)
