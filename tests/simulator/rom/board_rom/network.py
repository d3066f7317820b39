import json
from binascii import unhexlify

import _hal

from board_rom.support import check, info

STA_IF = 0
AP_IF = 1
MODE_11B = 1
MODE_11G = 2
MODE_11N = 4
AUTH_OPEN = 0
AUTH_WEP = 1
AUTH_WPA_PSK = 2
AUTH_WPA2_PSK = 3
AUTH_WPA_WPA2_PSK = 4
STAT_IDLE = 1000
STAT_CONNECTING = 1001
STAT_GOT_IP = 1010
STAT_NO_AP_FOUND = 201
STAT_WRONG_PASSWORD = 202
STAT_BEACON_TIMEOUT = 200
STAT_ASSOC_FAIL = 203
STAT_HANDSHAKE_TIMEOUT = 204

_NETMASK = "255.255.255.0"
_NOWHERE = ("0.0.0.0", "0.0.0.0", "0.0.0.0", "0.0.0.0")
_CHANNEL = 6
_settings = {"hostname": "mpy-esp32", "country": "XX", "pm": 1, "txpower": 20}


def hostname(name=None):
    return _setting("hostname", name)


def country(code=None):
    return _setting("country", code)


def _setting(name, value):
    if value is None:
        return _settings[name]
    _settings[name] = value


class WLAN:
    IF_STA = STA_IF
    IF_AP = AP_IF
    PM_NONE = 0
    PM_PERFORMANCE = 1
    PM_POWERSAVE = 2
    SEC_OPEN = 0
    SEC_WPA2 = 3

    def __init__(self, interface=STA_IF):
        if interface not in (STA_IF, AP_IF):
            raise ValueError("invalid WLAN interface identifier")
        self._is_station = interface == STA_IF

    def active(self, on=None):
        if not self._is_station:
            return False
        if on is not None:
            check(_hal.wifi_activate(bool(on)))
        return _state()["active"]

    def connect(self, ssid=None, key=None, bssid=None):
        state = _state()
        if not state["active"]:
            raise OSError("Wifi Not Started")
        if state["attempting"]:
            raise OSError("Wifi Internal State Error")
        check(_hal.wifi_connect(_text(ssid), _text(key)))

    def disconnect(self):
        check(_hal.wifi_disconnect())

    def isconnected(self):
        return self._is_station and _state()["status"] == STAT_GOT_IP

    def status(self, name=None):
        if not self._is_station:
            return None
        if name is None:
            return _state()["status"]
        if name == "rssi":
            if not _state()["associated"]:
                raise OSError("Wifi Not Connected")
            return info["rssi"]
        raise ValueError("unknown status param")

    def scan(self):
        if not _state()["active"]:
            raise OSError("STA must be active")
        found = json.loads(check(_hal.wifi_scan()))
        return [(n["ssid"].encode(), b"\x02\0\0\0\0\x01", _CHANNEL, info["rssi"], 3 if n["secured"] else 0, False) for n in found]

    def ifconfig(self, settings=None):
        if settings is not None:
            return None
        if not self.isconnected():
            return _NOWHERE
        return (info["ip"], _NETMASK, _gateway(), _gateway())

    def ipconfig(self, name=None, **settings):
        address, mask, gateway, _ = self.ifconfig()
        if name == "addr4":
            return (address, mask)
        if name == "gw4":
            return gateway
        if name in ("dhcp4", "has_dhcp4"):
            return name == "dhcp4" or self.isconnected()
        if name is not None:
            raise ValueError("unexpected key")

    def config(self, *names, **settings):
        if settings:
            for name in settings:
                self._configure(name, settings[name])
            return None
        if len(names) != 1:
            raise TypeError("can query only one param")
        return self._query(names[0])

    def _configure(self, name, value):
        if name == "reconnects":
            check(_hal.wifi_limit_reconnects(value))
        elif name in ("dhcp_hostname", "hostname"):
            _settings["hostname"] = value
        else:
            _settings[name] = value

    def _query(self, name):
        if name == "mac":
            return unhexlify(info["mac"])
        if name in ("ssid", "essid"):
            return _state()["ssid"] or ""
        if name == "channel":
            return _CHANNEL
        if name == "reconnects":
            return _state()["reconnects"] or -1
        if name in ("dhcp_hostname", "hostname"):
            return _settings["hostname"]
        if name in _settings:
            return _settings[name]
        raise ValueError("unknown config param")


def _state():
    return json.loads(_hal.wifi_state())


def _text(value):
    if value is None:
        return ""
    return value if isinstance(value, str) else bytes(value).decode()


def _gateway():
    return info["ip"].rsplit(".", 1)[0] + ".1"
