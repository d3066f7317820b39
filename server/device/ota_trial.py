# A new image proves itself, or the bootloader takes the one before: joined and answered, or /ota_health.py says so.
import binascii
import time

import ota_state
from ota_state import NEW, PENDING, TRIES, Memory, OtaError, pending, reset

TICK_S = 5
STOPPED = "Ctrl-C stopped its trial"
FOREVER = 0x3FFFFFFF  # ms: 12 days; a watchdog cannot be taken away but by a reset
current = None


class Trial:
    def __init__(self, memory, ask):
        """ask(clock, attempt) raises OtaError while no server answers."""
        self.ask = ask
        self.memory = memory
        self.image = ota_state.own_identity()
        self.told = ""
        self.ticks = 0
        self.timer = None
        self.health = None
        self.loaded = False

    def arm(self, seconds):
        """Never fed: whatever hangs, the watchdog bites when the trial's time is over."""
        global current
        import machine

        current = self
        before = self.memory.staged(self.image)
        if machine.reset_cause() == machine.SOFT_RESET and before not in ("", STOPPED):
            self.told = before  # the watchdog runs on through a soft reset: started anew it would never bite
        else:
            machine.WDT(timeout=int(seconds * ota_state.SECOND))
            self.memory.stage(self.image, "it did not come past its start")
        # A look or two before the watchdog: whoever can still speak says itself why it goes back.
        left = seconds - max(seconds / 20, min(2 * TICK_S, seconds / 4))
        self.end = time.ticks_add(time.ticks_ms(), int(left * ota_state.SECOND))

    def load_health(self):
        self.loaded = True
        try:
            import ota_health

            self.health = ota_health
        except ImportError as ex:
            if "ota_health" not in str(ex):
                self.fail("ota_health: %s" % ex)
        except (Exception, SystemExit) as ex:
            self.fail("ota_health: %s %s" % (type(ex).__name__, ex))

    def tell(self, why):
        # Once is enough for NVS; the last reason counts when the deadline comes.
        if not self.told:
            self.memory.stage(self.image, why)
        self.told = why

    def judge(self, clock, attempt=0):
        """True once it is proved; False while nothing can be said. A verdict against it does not return."""
        if not self.loaded:
            self.load_health()
        why = ""
        try:
            self.ask(clock, attempt)
        except OtaError as ex:
            why = str(ex)
        if self.health:
            try:
                well = self.health.check()
            except (Exception, SystemExit) as ex:
                self.fail("ota_health.check(): %s %s" % (type(ex).__name__, ex))
            if well is not None and not well:
                self.fail("ota_health.check() says no")
            if well is None:
                why = "ota_health.check() has not said yes"
            else:
                why = ""
        if why:
            self.tell(why)
            print("[OTA] not proved yet:", why)
            return False
        return True

    def prove(self):
        ota_state.Partition.mark_app_valid_cancel_rollback()
        self.memory.proved(self.image)
        import ota

        print("[OTA] valid", ota.version(), "in", ota_state.running().info()[4])
        reset()  # takes the watchdog away; the next start is an ordinary one

    def fail(self, why):
        self.told = why
        self.memory.stage(self.image, why)
        print("[OTA] this image could not prove itself: %s: going back to the one before" % why)
        reset()

    def overdue(self):
        return time.ticks_diff(self.end, time.ticks_ms()) <= 0

    def tick(self, _):
        # Runs between the bytecodes of main.py.
        if not pending():
            reset()  # the program called mark_app_valid itself; only a reset takes the watchdog away
        if self.overdue():
            self.fail(self.told or "no verdict in time")
        self.ticks += 1
        try:
            if self.judge(ota_state.Clock(3, 3), self.ticks):
                self.prove()
        except Exception as ex:
            self.tell(str(ex))
        except KeyboardInterrupt:
            self.interrupted()  # main.py takes the next one

    def run(self, wait):
        """Returns never, but by KeyboardInterrupt: proved or not, the board resets."""
        clock = ota_state.Clock(wait, wait)
        attempt = 0
        while not self.judge(clock, attempt):
            attempt += 1
            if not clock.left() or self.health:
                self.main()
            time.sleep_ms(min(clock.left(), 2 * ota_state.SECOND))
        self.prove()

    def interrupted(self):
        import machine

        if self.timer:
            self.timer.deinit()
        machine.WDT(timeout=FOREVER)
        self.memory.stage(self.image, STOPPED)
        print("[BOOT] interrupted")
        print("[OTA] this image is unproved: the next reset goes back to the one before")

    def main(self):
        """Runs main.py while the trial goes on, in place of the firmware: so that a Ctrl-C in it can end the watchdog."""
        import machine
        import sys

        print("[OTA] on trial still: main.py starts")
        self.timer = timer()
        self.timer.init(mode=machine.Timer.PERIODIC, period=TICK_S * ota_state.SECOND, callback=self.tick)
        try:
            import __main__

            execfile("main.py", __main__.__dict__)
        except OSError as ex:
            if ex.errno != 2:
                sys.print_exception(ex)
        except Exception as ex:
            sys.print_exception(ex)  # as the firmware does; it counts only through ota_health
        while True:
            time.sleep_ms(100)  # tick() ends this


def timer():
    # Programs take the first ones.
    import machine

    for i in (3, 2, 1):
        try:
            return machine.Timer(i)
        except ValueError:
            pass
    return machine.Timer(0)


# ---- what became of it, told once; what the slots hold; the way back ----


def report(memory):
    # What became of the last switch, once.
    n, switched, image = memory.tried()
    state, own = ota_state.boot_record()
    if pending() or state in (NEW, PENDING) and not own:
        return
    if not switched:
        # The way back that rollback() took, or a switch of somebody else's.
        why = memory.get("trial")
        if len(why) > 8 and why[:8] != ota_state.own_identity()[:8]:
            print("[OTA] rolled back:", ended() + ota_state.text(why[8:]))
        memory.put("trial", b"\0")
        return
    if image == ota_state.own_identity():
        memory.proved(image)  # the power went between the proof and its record
        return
    if not any(r[1] in (ota_state.INVALID, ota_state.ABORTED) for r in ota_state.records()):
        memory.fail(n - 1, image)  # the power went before the switch
        return
    why = memory.staged(image) or "it did not reach boot.py: it cannot be started, crashed or hung before, or the power went"
    why = ended() + why
    print("[OTA] rolled back: %s (%d of %d)" % (why, n, TRIES))
    memory.note("rolled-back", image, why)
    memory.fail(n, image)
    memory.put("trial", b"\0")


def ended():
    import machine

    return "the watchdog ended it: " if machine.reset_cause() == machine.WDT_RESET else ""


def status(version, scripts):
    memory = Memory()
    state, own = ota_state.boot_record()
    states = dict((slot, s) for _, s, slot in sorted(ota_state.records()))
    slots = []
    for p in ota_state.Partition.find(ota_state.Partition.TYPE_APP):
        i = p.info()
        if i[1] >= 0x10:
            s = states.get(i[1] & 15)
            slots.append({"label": i[4], "size": i[3], "state": ota_state.STATES[s] if s in range(5) else None})
    last = memory.last()
    return {
        "running": ota_state.running().info()[4],
        "version": version,
        "image": binascii.hexlify(ota_state.own_identity()[:8]).decode(),
        "pending": (state, own) == (PENDING, True),
        "slots": slots,
        "outcome": last and {"what": last[0], "image": last[1], "why": last[2]},
        "failures": memory.tried()[0],
        "scripts": scripts,
    }


def rollback():
    import ota

    if ota_state.pending():
        reset()  # the bootloader does it
    ota.settled()
    part = ota.other_slot()
    if ota_state.head_of(part, 1)[0] != 0xE9:
        raise OtaError("the other slot holds no image")
    memory = Memory()
    memory.fail(TRIES, ota_state.own_identity())
    memory.note("left-alone", ota_state.own_identity(), "ota.rollback() was called")
    memory.put("etag", b"\0")
    try:
        part.set_boot()
    except OSError as ex:
        memory.clear()
        raise OtaError("the other slot holds no usable image: %s" % ex)
    reset()
