from uctypes import addressof

import _hal

from board_rom.support import check, info, raise_code

_ENOENT = 2
_EINVAL = 22
_INVALID_ARG = 0x102
_INVALID_SIZE = 0x104
_FLASH_PROTECTED = 0x6006
_SECTOR = 4096
_ANY = 0xFF
_FIRST_OTA = 0x10
_LAST_OTA = 0x1F

_partitions = info["partitions"]
_running = info["runningPartition"]
_has_otadata = any(p["type"] == 1 and p["subtype"] == 0 for p in _partitions)


class Partition:
    BOOT = 0
    RUNNING = 1
    TYPE_APP = 0
    TYPE_DATA = 1

    def __init__(self, id, block_size=_SECTOR):
        self._index = _find_index(id)
        self._entry = _partitions[self._index]
        self._block_size = block_size

    def __repr__(self):
        entry = self._entry
        return "<Partition type=%u, subtype=%u, address=%u, size=%u, label=%s, encrypted=0>" % (
            entry["type"],
            entry["subtype"],
            entry["address"],
            entry["size"],
            entry["label"],
        )

    @staticmethod
    def find(type=0, subtype=_ANY, label=None, block_size=_SECTOR):
        return [
            _at(index, block_size)
            for index, entry in enumerate(_partitions)
            if entry["type"] == type and subtype in (_ANY, entry["subtype"]) and label in (None, entry["label"])
        ]

    def info(self):
        entry = self._entry
        return (entry["type"], entry["subtype"], entry["address"], entry["size"], entry["label"], False)

    def readblocks(self, block, buffer, offset=0):
        address = self._address(block * self._block_size + offset, len(buffer))
        check(_hal.flash_read(address, addressof(buffer), len(buffer)))

    def writeblocks(self, block, data, offset=None):
        start = block * self._block_size + (offset or 0)
        address = self._writable_address(start, len(data))
        if offset is None:
            if self._block_size < _SECTOR:
                self._rewrite_sectors(address, data)
                return
            if len(data) % _SECTOR:
                raise_code(_INVALID_SIZE)
            check(_hal.flash_erase(address, len(data)))
        check(_hal.flash_write(address, addressof(data), len(data)))

    def ioctl(self, command, argument):
        if command in (1, 2, 3):
            return 0
        if command == 4:
            return self._entry["size"] // self._block_size
        if command == 5:
            return self._block_size
        if command == 6:
            if self._block_size != _SECTOR:
                return -_EINVAL
            check(_hal.flash_erase(self._writable_address(argument * _SECTOR, _SECTOR), _SECTOR))
            return 0
        return None

    def set_boot(self):
        check(_hal.ota_set_boot(self._index))

    def get_next_update(self):
        slots = [i for i, entry in enumerate(_partitions) if entry["type"] == 0 and _FIRST_OTA <= entry["subtype"] <= _LAST_OTA]
        if not slots:
            raise OSError(_ENOENT)
        if self._index not in slots:
            return _at(slots[0])
        return _at(slots[(slots.index(self._index) + 1) % len(slots)])

    @classmethod
    def mark_app_valid_cancel_rollback(cls):
        check(_hal.ota_mark_valid())

    def _address(self, offset, length):
        size = self._entry["size"]
        if offset < 0 or offset > size:
            raise_code(_INVALID_ARG)
        if offset + length > size:
            raise_code(_INVALID_SIZE)
        return self._entry["address"] + offset

    def _writable_address(self, offset, length):
        address = self._address(offset, length)
        if self._index == _running:
            raise_code(_FLASH_PROTECTED)
        return address

    def _rewrite_sectors(self, address, data):
        first = address & ~(_SECTOR - 1)
        end = (address + len(data) + _SECTOR - 1) & ~(_SECTOR - 1)
        content = bytearray(end - first)
        check(_hal.flash_read(first, addressof(content), len(content)))
        content[address - first : address - first + len(data)] = data
        check(_hal.flash_erase(first, len(content)))
        check(_hal.flash_write(first, addressof(content), len(content)))


def _at(index, block_size=_SECTOR):
    partition = Partition(Partition.RUNNING, block_size)
    partition._index = index
    partition._entry = _partitions[index]
    return partition


def _find_index(id):
    if id == Partition.BOOT:
        if not _has_otadata:
            raise OSError(_ENOENT)
        return check(_hal.ota_boot_partition())
    if id == Partition.RUNNING:
        return _running
    if isinstance(id, int):
        raise ValueError()
    for type in (Partition.TYPE_APP, Partition.TYPE_DATA):
        for index, entry in enumerate(_partitions):
            if entry["type"] == type and entry["label"] == id:
                return index
    raise OSError(_ENOENT)
