from uctypes import addressof

import _hal

from board_rom.support import check, info

_SECTOR = 4096


def flash_size():
    return info["flashSize"]


def flash_user_start():
    return 0x200000


def flash_read(offset, buffer):
    check(_hal.flash_read(offset, addressof(buffer), len(buffer)))


def flash_write(offset, data):
    check(_hal.flash_write(offset, addressof(data), len(data)))


def flash_erase(sector):
    check(_hal.flash_erase(sector * _SECTOR, _SECTOR))


def osdebug(*args):
    pass
