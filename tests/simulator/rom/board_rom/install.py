"""Puts the board's modules where a program looks for them."""

import builtins
import sys

_REPLACED = ("sys", "time", "os", "errno", "select")
_ADDED = ("esp", "esp32", "machine", "network", "socket", "ssl", "requests")
_ALIASES = {
    "uos": "os",
    "utime": "time",
    "uerrno": "errno",
    "uselect": "select",
    "usocket": "socket",
    "ussl": "ssl",
    "tls": "ssl",
    "urequests": "requests",
    "umachine": "machine",
    "usys": "sys",
    "uhashlib": "hashlib",
    "ujson": "json",
    "ubinascii": "binascii",
    "uio": "io",
    "ure": "re",
    "ustruct": "struct",
    "urandom": "random",
    "ucollections": "collections",
    "uheapq": "heapq",
    "uzlib": "zlib",
}


def install(file_system):
    replacements = {}
    for name in _REPLACED + _ADDED:
        replacements[name] = _submodule(name)
    sys.modules["_board_boot"] = _submodule("boot")
    builtins.input = _submodule("console").read_line
    for name in replacements:
        replacements[name].__name__ = name
        sys.modules[name] = replacements[name]
    for alias in _ALIASES:
        try:
            sys.modules[alias] = __import__(_ALIASES[alias])
        except ImportError:
            pass
    _mount(file_system)


def _submodule(name):
    return getattr(__import__("board_rom." + name), name)


def _mount(file_system):
    """Last of all: with it this package's own files are out of sight."""
    import os

    try:
        import vfs
    except ImportError:
        vfs = os
    vfs.umount("/")
    if file_system is not None:
        vfs.mount(vfs.VfsPosix(file_system), "/")
        os.chdir("/")
