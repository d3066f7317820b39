# What became of switches, told once; what the slots hold; the way back.
import binascii

import ota_state
from ota_state import NEW, PENDING, TRIES, Memory, OtaError, reset


def report(memory):
    # What became of the last switch, once.
    n, switched, image = memory.tried()
    state, own = ota_state.boot_record()
    if not switched or state in (NEW, PENDING) and not own:
        return
    if image == ota_state.own_identity():
        if not ota_state.pending():
            memory.proved(image)  # the power went between the proof and its record
        return
    if not any(r[1] in (ota_state.INVALID, ota_state.ABORTED) for r in ota_state.records()):
        memory.fail(n - 1, image)  # the power went before the switch
        return
    import machine

    why = memory.staged(image) or "it did not reach boot.py: it cannot be started, crashed or hung before, or the power went"
    if machine.reset_cause() == machine.WDT_RESET:
        why = "the watchdog ended it: " + why
    print("[OTA] rolled back: %s (%d of %d)" % (why, n, TRIES))
    memory.note("rolled-back", image, why)
    memory.fail(n, image)


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
    memory.put("etag", b"")
    try:
        part.set_boot()
    except OSError as ex:
        memory.clear()
        raise OtaError("the other slot holds no usable image: %s" % ex)
    reset()
