import json

import _hal

from board_rom import timers

INTERRUPTED = -4
ESP_FAIL = 0xFFF

_FIRST_ESP_ERROR = 0x101
_ESP_ERRORS = {
    0x101: "ESP_ERR_NO_MEM",
    0x102: "ESP_ERR_INVALID_ARG",
    0x103: "ESP_ERR_INVALID_STATE",
    0x104: "ESP_ERR_INVALID_SIZE",
    0x105: "ESP_ERR_NOT_FOUND",
    0x1102: "ESP_ERR_NVS_NOT_FOUND",
    0x1109: "ESP_ERR_NVS_KEY_TOO_LONG",
    0x110C: "ESP_ERR_NVS_INVALID_LENGTH",
    0x1503: "ESP_ERR_OTA_VALIDATE_FAILED",
    0x6006: "ESP_ERR_FLASH_PROTECTED",
}

info = json.loads(_hal.info())


def check(result):
    if isinstance(result, int) and result < 0:
        raise_code(-result)
    return result


def raise_code(code):
    if code == ESP_FAIL:
        raise OSError(-1, "ESP_FAIL")
    if code >= _FIRST_ESP_ERROR:
        raise OSError(-code, _ESP_ERRORS.get(code, "ESP_ERR_0x%x" % code))
    raise OSError(code)


def blocking(call, *args):
    """Makes a call again after each interruption: the loop is where a pending Ctrl-C is raised."""
    while True:
        result = call(*args)
        if result != INTERRUPTED:
            return check(result)
        timers.run_due()
