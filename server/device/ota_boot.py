# OtaTools ota_boot.py: starts ota.py, and puts the scripts of before back where new ones fail.
# Never replaced over the air. The journal and its states: server/device/README.md of OtaTools.
import json
import os
import sys

JOURNAL = "/ota_scripts.json"
TRIAL_MS = 120000  # for one start with new scripts
FOREVER_MS = 0x3FFFFFFF  # 12 days: a watchdog cannot be stopped, only a reset takes it away
STARTS = 5  # without an answer of the server, or ended by a power cut
TRIES = 3  # how often one version is put back before it is left alone

trial = False  # these scripts are new and unproved
proved = False  # they were, in this start


def there(name):
    try:
        os.stat("/" + name)
        return True
    except OSError:
        return False


def remove(name):
    try:
        os.remove("/" + name)
    except OSError:
        pass


def load():
    # The second is whole where a file system cannot rename over a file, and lost the first.
    for path in (JOURNAL, JOURNAL + ".tmp"):
        try:
            with open(path) as f:
                j = json.load(f)
            if isinstance(j, dict):
                return j
        except (OSError, ValueError):
            pass
    return {}


def save(j):
    with open(JOURNAL + ".tmp", "w") as f:
        json.dump(j, f)
    os.rename(JOURNAL + ".tmp", JOURNAL)


def watchdog(ms):
    import machine

    machine.WDT(timeout=ms)


def reset():
    import machine
    import time

    print("reset machine")
    time.sleep_ms(100)  # the last line leaves the UART
    machine.reset()


def switch(j):
    # Each step may be the last one before a power cut: the next start goes on from what it finds.
    for n in j["files"]:
        if there(n + ".next"):
            if there(n) and not there(n + ".old"):
                os.rename("/" + n, "/" + n + ".old")
            os.rename("/" + n + ".next", "/" + n)


def put_back(j, why, times):
    j["state"] = "back"
    j["why"] = (j.get("why") or why)[:120]
    j["times"] = times
    save(j)


def finish_back(j):
    for n in j["files"]:
        remove(n + ".next")
        if there(n + ".old"):
            os.rename("/" + n + ".old", "/" + n)
        elif n in j["added"]:
            remove(n)
    print("[OTA] scripts put back: version %s did not complete a boot: %s" % (j["version"], j["why"]))
    rest = j["was"]
    left = rest.get("left", {})
    times = j["times"]
    if (left.get("version"), left.get("sequence")) == (j["version"], j["sequence"]):
        times += left["times"]
    rest["left"] = {"version": j["version"], "sequence": j["sequence"], "times": times, "why": j["why"]}
    save(rest)


def settle():
    # Brings the files to where the journal wants them.
    global trial
    j = load()
    state = j.get("state")
    if state == "switch":
        try:
            switch(j)
            state = "trial"
        except OSError as ex:
            put_back(j, "cannot rename: %s" % ex, 1)
            state = "back"
    elif state == "begun":
        import machine

        j["starts"] += 1
        if machine.reset_cause() in (machine.HARD_RESET, machine.WDT_RESET, machine.SOFT_RESET):
            put_back(j, "it hung, crashed or reset the board", TRIES)
            state = "back"
        elif j["starts"] >= STARTS:
            put_back(j, "%d starts without an end" % STARTS, 1)
            state = "back"
        else:
            state = "trial"
    if state == "back":
        finish_back(j)
        reset()  # after a soft reset the watchdog still runs, and would bite the scripts of before
    elif state == "done":
        for n in j["files"]:
            remove(n + ".old")
        save({k: j[k] for k in ("version", "sequence", "names")})
    elif state == "trial":
        j["state"] = "begun"
        save(j)
        watchdog(TRIAL_MS)
        trial = True


def again(why="", starts=0):
    # The next start tries the same scripts once more.
    j = load()
    j["starts"] += starts
    if j["starts"] < STARTS:
        j["state"] = "trial"
        save(j)
        return
    put_back(j, why, 1)
    reset()


def completed():
    """The scripts call this when they did all that is needed to be renewed again."""
    global trial, proved
    if trial:
        j = load()
        j["state"] = "done"
        save(j)
        trial = False
        proved = True
        watchdog(FOREVER_MS)
        print("[OTA] scripts kept: version", j["version"])


def failed(ex):
    # Put back after the reset, when there is memory again.
    try:
        j = load()
        j["why"] = "%s: %s" % (type(ex).__name__, ex)
        save(j)
    except Exception:
        pass
    reset()


def start():
    if tuple(sys.implementation.version[:2]) < (1, 21):
        print("[BOOT][ERR] MicroPython v1.21 or later is needed: older ones cannot roll back")
        return
    try:
        settle()
    except Exception as ex:
        print("[BOOT][ERR] scripts:", ex)
    try:
        import ota

        ota.boot()
        if proved:
            reset()
        elif trial:
            watchdog(FOREVER_MS)
            again("no answer of the server in %d starts" % STARTS, 1)
    except Exception as ex:
        print("[BOOT][ERR]", ex)
        if trial:
            failed(ex)
    except KeyboardInterrupt:
        if trial:
            watchdog(FOREVER_MS)
            again()
            print("[OTA] these scripts are unproved: the next start tries them again")
        raise


start()
