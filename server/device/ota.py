# OtaTools ota.py: brings this board to the firmware at FW_URL, over Wi-Fi, by pull.
# States, files, NVS keys and log lines: server/device/README.md of OtaTools.
import binascii
import gc
import json
import os
import time

import ota_state
from ota_state import BLOCK, NEW, PENDING, Clock, Memory, NetError, OtaError, reset

__version__ = "0.1.0"

# Defaults; /ota.json, where there is one, is asked first.
WIFI_SSID = ""
WIFI_PASS = ""
FW_URL = ""
CHUNK = 4096  # bytes read from the network at once, 256 to 4096

CONFIG = "/ota.json"
WAIT = 20  # s without any answer or new block, after which the start goes on to main.py
TRIAL = 120  # s that a new image has to prove itself
LIMIT = 1800  # s for one attempt in all
SETTLES = 3  # resets to settle one switch
ASKED = 3  # times, where the server does not answer


def config():
    c = {"fw_url": FW_URL, "chunk": CHUNK, "wifi": [], "wait": WAIT, "trial": TRIAL, "limit": LIMIT, "key": None, "scripts": True}
    if WIFI_SSID:
        c["wifi"] = [{"ssid": WIFI_SSID, "password": WIFI_PASS}]
    try:
        with open(CONFIG) as f:
            text = f.read()
    except OSError:
        return c
    try:
        own = json.loads(text)
        for k in own.keys():
            c[k] = own[k]
        for w in c["wifi"]:
            w["ssid"]
        c["fw_url"].split
        c["chunk"] = min(max(int(c["chunk"]), 256), BLOCK)
        c["wait"] = min(max(float(c["wait"]), 1), 600)
        c["trial"] = min(max(float(c["trial"]), 10), 3600)
        c["limit"] = max(float(c["limit"]), 60)
    except (ValueError, TypeError, KeyError, AttributeError):
        raise OtaError(CONFIG + " is damaged: upload the configuration again")
    return c


def version():
    return getattr(os.uname(), "version", None) or os.uname().release


def other_slot():
    try:
        return ota_state.running().get_next_update()
    except OSError:
        raise OtaError("this board has no OTA slots: flash the OTA build of MicroPython first")


def settled():
    # An image waits for its first boot, or the bootloader could not start it. To set_boot now would overwrite the record
    # of the running slot; a reset settles it.
    state, own = ota_state.boot_record()
    if state in (NEW, PENDING) and not own:
        if Memory().unsettled() >= SETTLES:
            raise OtaError("the last switch cannot be settled: this bootloader is too old to go back; flash the board over USB")
        print("[OTA] the last switch is not settled yet")
        reset()


def quoted(text):
    return "".join(chr(c) if 33 <= c < 127 and c != 37 else "%%%02X" % c for c in text.encode())


def headers(memory):
    import ota_net

    run = ota_state.running().info()
    head = ota_state.head_of(ota_state.running())
    h = {
        "User-Agent": "OtaTools/" + __version__,
        "Connection": "close",
        "Accept-Encoding": "identity",
        "x-ESP32-STA-MAC": ota_net.mac(),
        "x-ESP32-version": version().split(" ")[0],
        "x-ESP32-free-space": other_slot().info()[3],
        "x-ESP32-mode": "sketch",
        "x-OtaTools-slot": run[4],
        "x-OtaTools-state": "PENDING_VERIFY" if ota_state.pending() else "VALID",
        "x-OtaTools-image": binascii.hexlify(ota_state.identity(head)[:8]).decode(),
        "x-OtaTools-chip": head[12] | head[13] << 8,
        "x-OtaTools-scripts": __version__,
    }
    rssi = ota_net.rssi()
    if rssi is not None:
        h["x-OtaTools-rssi"] = rssi
    last = memory.last()
    if last:
        h["x-OtaTools-outcome"] = "%s %s" % last[:2]
        if last[2]:
            h["x-OtaTools-reason"] = quoted(last[2])
    return h


def _join(c, clock):
    import ota_net

    return ota_net.join(c["wifi"], clock)


def _get(c, url, h, clock):
    # A server that does not answer may be starting, or asked by all boards of a house at once.
    import ota_net

    for i in range(ASKED):
        try:
            r = ota_net.get(url, h, clock, c["chunk"])
            if r.status < 500:
                return r
            r.close()
            raise NetError("HTTP %d from the server for %s" % (r.status, url))
        except NetError as ex:
            if i + 1 == ASKED or not clock.left():
                raise
            print("[OTA] %s: again" % ex)
            ota_net.backoff(i + 1, clock.left())


def _ask(c, clock, attempt=0):
    # What a trial is about: joined, and any answer of the server. Raises OtaError.
    import ota_net

    wifi = c["wifi"]
    n = attempt % len(wifi) if wifi else 0
    _join({"wifi": wifi[n:] + wifi[:n]}, clock)
    if c["fw_url"]:
        memory = Memory()
        h = headers(memory)
        _sparing(h, memory.etag(ota_state.own_identity(), c["fw_url"]))
        ota_net.get(c["fw_url"], h, clock).close()


def _sparing(h, etag):
    # The first block decides; where the ETag is still the same, not even that is sent.
    if etag:
        h["If-None-Match"] = etag.strip()
    h["Range"] = "bytes=0-%d" % (BLOCK - 1)
    return h


def _guard():
    # The scripts themselves may be on trial. To import ota_boot here would start everything again.
    import sys

    return sys.modules.get("ota_boot")


def _trial(memory):
    import ota_trial

    try:
        c = config()
        ask = _ask
    except OtaError as ex:
        c, ask, why = {"trial": TRIAL, "wait": WAIT}, _damaged, str(ex)
        c["why"] = why
    return c, ota_trial.current or ota_trial.Trial(memory, lambda clock, attempt: ask(c, clock, attempt))


def _damaged(c, clock, attempt):
    raise OtaError(c["why"])


def _renew_scripts(c, url, h, clock):
    if c["scripts"] is False:
        if _guard():
            _guard().completed()
        return
    import ota_net
    import ota_scripts

    try:
        if ota_scripts.update(lambda u: ota_net.get(u, h, clock, c["chunk"], True), url, c["key"], __version__):
            reset()
    except OtaError as ex:
        print("[OTA] scripts:", ex)


def _attempt(url, install):
    # True where there is an image to install, False where there is none; raises OtaError.
    memory = Memory()
    if ota_state.pending():
        # Nothing is written to the other slot before this image has proved itself.
        c, trial = _trial(memory)
        if trial.judge(Clock(c["wait"], c["wait"])):
            trial.prove()
        raise OtaError("this image has not proved itself yet")
    c = config()
    part = other_slot()
    settled()
    clock = Clock(c["wait"], c["limit"])
    _join(c, clock)
    url = url or c["fw_url"]
    if not url:
        raise OtaError("no FW_URL is configured")
    h = headers(memory)
    if install and getattr(_guard(), "trial", False):
        _renew_scripts(c, url, h, clock)  # new scripts are proved by this
    room = part.info()[3]
    mine = ota_state.own_identity()
    known = memory.etag(mine, url)

    def get(u, first=False, etag=""):
        return _get(c, u, _sparing(dict(h), etag) if first else h, clock)

    r = get(url, True, known)
    offer = None
    try:
        if r.status == 304:
            later = known[:1] == " " or r.headers.get("x-otatools-turn") == "later"
            print("[OTA] %s: nothing newer (304)" % ("not this board's turn yet" if later else "already running this image"))
        else:
            import ota_offer

            offer = ota_offer.Offer(url, mine, room, memory, get, c["key"])
            if not offer.judge(r):
                offer = None
    except NetError:
        raise
    except OtaError:
        r.close()
        if install:
            _renew_scripts(c, url, h, clock)  # a wrong image must not keep the scripts old
        raise
    finally:
        r.close()
    if not install:
        return offer is not None
    if not offer:
        _renew_scripts(c, url, h, clock)
        return False
    gc.collect()
    if c["key"] is not None:  # an empty one allows nothing
        offer.take_manifest()
    try:
        from ota_update import Job

        Job(offer, part, h, clock, c["chunk"], lambda: _join(c, clock)).install()
    except NetError:
        raise
    except OtaError as ex:
        memory.note("failed", offer.image, str(ex))
        raise
    memory.put_etag(offer.image, url, offer.etag)
    reset()


# ---- for boot.py and for programs ----


def run(fw_url=None):
    """Brings the board to the image at fw_url; resets it when there is a new one, else returns False."""
    print("[OTA] start")
    return _attempt(fw_url, True)


def check(fw_url=None):
    """Whether there is an image at fw_url that run() would install. Nothing is written."""
    return _attempt(fw_url, False)


def status():
    """What runs, what the slots hold, and what became of the image tried last."""
    import ota_trial

    return ota_trial.status(version(), __version__)


def rollback():
    """Goes back to the image in the other slot, by a reset; what runs now is left alone until clear()."""
    import ota_trial

    ota_trial.rollback()


def clear():
    """Forgets failures: an image that was left alone is tried again."""
    Memory().clear()


def boot():
    """What boot.py does: says what runs, counts down, updates; then main.py starts."""
    import sys

    import ota_net

    memory = Memory()
    trial = None
    try:
        if ota_state.pending():
            c, trial = _trial(memory)
            trial.arm(c["trial"])
        print("[BOOT] running=", ota_state.running().info()[4], "fw=", version(), "mac=", ota_net.mac())
        if tuple(sys.implementation.version[:2]) < (1, 21):
            print("[BOOT][ERR] MicroPython v1.21 or later is needed: older ones cannot roll back")
            return
        if memory.tried()[1] or len(memory.get("trial")) > 8:
            import ota_trial

            ota_trial.report(memory)
        try:
            c = config()
            if not (trial or c["wifi"] or c["fw_url"]):
                print("[OTA] not configured: set Wi-Fi and FW_URL with OtaTools")
                return
        except OtaError:
            pass  # run() says it
        for i in range(3, 0, -1):
            print("[BOOT] starting OTA in", i)
            time.sleep_ms(ota_state.SECOND)
        if trial:
            print("[OTA] start")
            trial.run(c["wait"])
        run()
    except KeyboardInterrupt:
        if trial:
            trial.interrupted()
        else:
            print("[BOOT] interrupted")
        raise
    except Exception as ex:
        print("[BOOT][ERR]", ex)
