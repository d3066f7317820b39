import sys

import _hal
from time import ticks_add, ticks_diff, ticks_ms

_active = []


def start(timer, period_ms):
    # One hardware timer has one owner: a later object of the same number takes it over.
    for other in [t for t in _active if t._id == timer._id]:
        _active.remove(other)
    timer._due = ticks_add(ticks_ms(), period_ms)
    _active.append(timer)
    _set_alarm()


def stop(timer):
    if timer in _active:
        _active.remove(timer)
        _set_alarm()


def run_due():
    now = ticks_ms()
    for timer in list(_active):
        if timer in _active and ticks_diff(now, timer._due) >= 0:
            _fire(timer, now)
    _set_alarm()


def _fire(timer, now):
    if timer._periodic:
        timer._due = ticks_add(now, timer._period)
    else:
        _active.remove(timer)
    if timer._callback is None:
        return
    try:
        timer._callback(timer)
    except Exception as error:
        sys.print_exception(error)


def _set_alarm():
    if not _active:
        _hal.set_alarm(-1)
        return
    now = ticks_ms()
    _hal.set_alarm(max(0, min(ticks_diff(timer._due, now) for timer in _active)))
