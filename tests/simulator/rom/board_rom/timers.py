import sys

import _hal
from micropython import schedule
from time import ticks_add, ticks_diff, ticks_ms

_active = []
_watching = False
_busy = False  # a callback runs: no other interrupts it, as on the chip


def start(timer, period_ms):
    # One hardware timer has one owner: a later object of the same number takes it over.
    for other in [t for t in _active if t._id == timer._id]:
        _remove(other)
    timer._due = ticks_add(ticks_ms(), period_ms)
    _active.append(timer)
    _set_alarm()


def stop(timer):
    _remove(timer)
    _set_alarm()


def run_due():
    global _busy
    if _busy:
        _hal.set_alarm(-1)
        return
    _busy = True
    try:
        now = ticks_ms()
        for timer in list(_active):
            if timer in _active and ticks_diff(now, timer._due) >= 0:
                _fire(timer, now)
    finally:
        _busy = False
    _set_alarm()


def _fire(timer, now):
    if timer._periodic:
        timer._due = ticks_add(now, timer._period)
    else:
        _remove(timer)
    if timer._callback is None:
        return
    try:
        timer._callback(timer)
    except Exception as error:
        sys.print_exception(error)


def _remove(timer):
    try:
        _active.remove(timer)
    except ValueError:
        pass  # it fired, for the last time, in between


def _set_alarm():
    global _watching
    if not _active:
        _hal.set_alarm(-1)
        return
    now = ticks_ms()
    _hal.set_alarm(max(0, min(ticks_diff(timer._due, now) for timer in _active)))
    if not _watching:
        _watching = True
        schedule(_watch, None)


def _watch(_):
    """Between two bytecodes of a program that waits for nothing; again and again while there are timers."""
    global _watching
    if _hal.alarm_due():
        run_due()
    if _active:
        schedule(_watch, None)
    else:
        _watching = False
