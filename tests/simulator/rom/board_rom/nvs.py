from binascii import hexlify, unhexlify

import _hal

from board_rom.support import check, raise_code

_INVALID_LENGTH = 0x110C


class NVS:
    def __init__(self, namespace):
        self._namespace = namespace

    def set_i32(self, key, value):
        check(_hal.nvs_set_i32(self._namespace, key, value))

    def get_i32(self, key):
        return int(check(_hal.nvs_get(self._namespace, key, "i32")))

    def set_blob(self, key, value):
        check(_hal.nvs_set_blob(self._namespace, key, hexlify(value).decode()))

    def get_blob(self, key, buffer):
        value = unhexlify(check(_hal.nvs_get(self._namespace, key, "blob")))
        if len(value) > len(buffer):
            raise_code(_INVALID_LENGTH)
        buffer[: len(value)] = value
        return len(value)

    def erase_key(self, key):
        check(_hal.nvs_erase(self._namespace, key))

    def commit(self):
        check(_hal.nvs_commit())
