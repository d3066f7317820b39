# Joins the first Wi-Fi network that lets this board in.
import network
import time

import ota_state
from ota_state import NetError, OtaError

JOIN_S = 15  # for one network

REASONS = {
    201: "no such network in range (the ESP32 sees 2.4 GHz only)",
    202: "wrong password",
    204: "wrong password",
    15: "wrong password",
    210: "wrong password, or another kind of security",
    211: "wrong password, or another kind of security",
}


def station():
    sta = network.WLAN(network.STA_IF)
    if not sta.active():
        sta.active(True)
    return sta


def mac():
    return ":".join("%02x" % b for b in station().config("mac"))


def join(networks, clock):
    """Returns when the station has an address; raises NetError with the reason of the network tried last."""
    sta = station()
    if sta.isconnected():
        return sta
    if not networks:
        raise OtaError("no Wi-Fi is configured")
    why = ""
    for i, w in enumerate(networks):
        # The time left is shared, so that the second network gets its turn.
        limit = min(JOIN_S * ota_state.SECOND, clock.left() // (len(networks) - i))
        if limit <= 0:
            break
        why = "Wi-Fi '%s': %s" % (w["ssid"], _try(sta, w, limit) or "")
        if sta.isconnected():
            return sta
        print("[OTA]", why)
    raise NetError(why or "no time left to join a Wi-Fi network")


def _try(sta, w, limit):
    try:
        sta.config(reconnects=2)  # without a limit status() never tells the reason
        sta.connect(w["ssid"], w.get("password") or None)
        end = time.ticks_add(time.ticks_ms(), limit)
        while time.ticks_diff(end, time.ticks_ms()) > 0:
            if sta.isconnected():
                sta.config(reconnects=-1)
                return None
            if sta.status() not in (1000, 1001, 1010):
                break
            time.sleep_ms(100)
        return REASONS.get(sta.status(), "no answer, status %s" % sta.status())
    except (OSError, RuntimeError) as ex:
        return str(ex)
    finally:
        if not sta.isconnected():
            sta.disconnect()
