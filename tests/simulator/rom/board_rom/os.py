from collections import namedtuple
from os import *
from random import getrandbits

import _hal

from board_rom.support import check, info

_BLOCK = 4096
_DIRECTORY = 0x4000
_DEFAULT_SIZE = 0xF0000

_Uname = namedtuple("uname", ("sysname", "nodename", "release", "version", "machine"))


def uname():
    version = info["version"]
    return _Uname("esp32", "esp32", version[1:], "%s on %s" % (version, info["date"]), info["machine"])


def rename(old, new):
    # VfsPosix keeps both paths in one buffer when it has a root folder, and so renames nothing.
    check(_hal.rename(_absolute(old), _absolute(new)))


def _absolute(path):
    return path if path.startswith("/") else getcwd().rstrip("/") + "/" + path


def statvfs(path):
    total = _hal.file_system_blocks()
    if total <= 0:
        sizes = [entry["size"] for entry in info["partitions"] if entry["label"] == "vfs"]
        total = (sizes[0] if sizes else _DEFAULT_SIZE) // _BLOCK
    free = max(0, total - _used_blocks("/"))
    return (_BLOCK, _BLOCK, total, free, free, 0, 0, 0, 0, 255)


def _used_blocks(path):
    mode, size = stat(path)[0], stat(path)[6]
    if mode & _DIRECTORY:
        return 1 + sum(_used_blocks(path.rstrip("/") + "/" + name) for name in listdir(path))
    return (size + _BLOCK - 1) // _BLOCK


def sync():
    pass


def urandom(count):
    return bytes(getrandbits(8) for _ in range(count))


def dupterm(stream=None, index=0):
    """Accepted and ignored: the console stays where it is."""
    return None
