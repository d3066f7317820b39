from collections import namedtuple
from os import *
from random import getrandbits

import _hal

from board_rom.support import check, info

_Uname = namedtuple("uname", ("sysname", "nodename", "release", "version", "machine"))


def uname():
    version = info["version"]
    return _Uname("esp32", "esp32", version[1:], "%s on %s" % (version, info["date"]), info["machine"])


def rename(old, new):
    # VfsPosix keeps both paths in one buffer when it has a root folder, and so renames nothing.
    check(_hal.rename(_absolute(old), _absolute(new)))


def _absolute(path):
    return path if path.startswith("/") else getcwd().rstrip("/") + "/" + path


def sync():
    pass


def urandom(count):
    return bytes(getrandbits(8) for _ in range(count))


def dupterm(stream=None, index=0):
    """Accepted and ignored: the console stays where it is."""
    return None
