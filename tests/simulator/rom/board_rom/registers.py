from board_rom.support import info

_ESP32 = 0
_EFUSE_BLK0_RDATA3 = 0x3FF5A00C
_EFUSE_BLK0_RDATA5 = 0x3FF5A014
_APB_CTRL_DATE = 0x3FF6607C


class Memory32:
    """The words that tell an ESP32's revision, as ESP-IDF reads it from them; every other word is 0."""

    def __init__(self):
        self._words = _revision_words(info["chipRevision"]) if info["chipId"] == _ESP32 else {}

    def __getitem__(self, address):
        if address % 4:
            raise ValueError("address %08x is not aligned to 4 bytes" % address)
        return self._words.get(address, 0)

    def __setitem__(self, address, value):
        pass


def _revision_words(revision):
    major, minor = revision // 100, revision % 100
    return {
        _EFUSE_BLK0_RDATA3: (major >= 1) << 15,
        _EFUSE_BLK0_RDATA5: (major >= 2) << 20 | (minor & 3) << 24,
        _APB_CTRL_DATE: (major >= 3) << 31,
    }
