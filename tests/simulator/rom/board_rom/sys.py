import sys as _base
from collections import namedtuple
from sys import *

from board_rom.console import stdin, stdout
from board_rom.support import info

_MPY_XTENSA_6_3 = 11014

# Not in the module's dictionary, so not among its names; the list is the one that imports search.
path = _base.path
platform = "esp32"
stderr = stdout
version = "3.4.0; MicroPython %s on %s" % (info["version"], info["date"])


def _implementation():
    fields = ["name", "version", "_machine", "_mpy"]
    values = ["micropython", tuple(info["versionTuple"]), info["machine"], _MPY_XTENSA_6_3]
    if info["build"]:
        fields.append("_build")
        values.append(info["build"])
    return namedtuple("implementation", fields)(*values)


implementation = _implementation()
