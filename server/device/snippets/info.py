# What this board is, as one line of JSON.
import gc
import sys
import ujson as json
import uos as os


def _info():
    u = os.uname()
    d = {
        "platform": sys.platform,
        "version": u.version,
        "machine": u.machine,
        "build": getattr(sys.implementation, "_build", None),
        "freeMemory": gc.mem_free(),
        "slots": [],
        "running": None,
        "state": None,
        "mac": None,
        "address": None,
        "scripts": None,
    }
    try:
        import network

        import machine

        w = network.WLAN(network.STA_IF)
        if w.isconnected():
            d["address"] = w.ifconfig()[0]
        # The base MAC address is the station's; the radio is left as it is.
        mac = w.config("mac") if w.active() else machine.unique_id()
        d["mac"] = ":".join("%02x" % b for b in mac)
    except Exception:
        pass
    try:
        from esp32 import Partition
        import ubinascii as binascii
        import ustruct as struct

        run = Partition(Partition.RUNNING)
        d["running"] = run.info()[4]
        head = bytearray(0xD0)
        run.readblocks(0, head, 0)
        d["chip"] = head[12] | head[13] << 8
        if any(head[0xB0:]):
            d["appElfSha256"] = "".join("%02x" % b for b in head[0xB0:])
        d["slots"] = [
            {"label": p.info()[4], "size": p.info()[3]}
            for p in Partition.find(Partition.TYPE_APP)
            if p.info()[1] >= 0x10
        ]
        best = 0
        b = bytearray(32)
        for p in Partition.find(Partition.TYPE_DATA, label="otadata"):
            for i in (0, 1):
                p.readblocks(i, b, 0)
                seq, state, crc = struct.unpack("<I20xII", b)
                if best < seq < 0xFFFFFFFF and crc == binascii.crc32(b[:4], 0xFFFFFFFF) and state not in (3, 4):
                    best = seq
                    if (seq - 1) % len(d["slots"]) == run.info()[1] & 15:
                        d["state"] = ("NEW", "PENDING_VERIFY", "VALID")[state] if state < 3 else "UNDEFINED"
                    else:
                        d["state"] = "NOT_BOOT_SLOT"
    except Exception:
        pass
    try:
        # From v1.26 the file system's partition may be in no table, only in RAM: hence the table itself is read.
        import esp

        table = bytearray(0xC00)
        esp.flash_read(0x8000, table)
        if table[:2] == b"\xaa\x50":
            d["fileSystemRow"] = any(
                table[i : i + 3] == b"\xaa\x50\x01" and bytes(table[i + 12 : i + 28]).rstrip(b"\0") in (b"vfs", b"ffat")
                for i in range(0, len(table), 32)
            )
    except Exception:
        pass  # encrypted flash, or no flash of this kind
    try:
        if d["chip"] == 0:
            # As efuse_hal_chip_revision() of ESP-IDF has it for the ESP32; other chips look for themselves in set_boot.
            from machine import mem32

            fuses = mem32[0x3FF5A014]
            major = (mem32[0x3FF5A00C] >> 15 & 1) | (fuses >> 20 & 1) << 1 | (mem32[0x3FF6607C] >> 31 & 1) << 2
            d["chipRevision"] = {1: 100, 3: 200, 7: 300}.get(major, 0) + (fuses >> 24 & 3)
    except Exception:
        pass
    try:
        with open("/ota.py") as f:
            for line in f:
                if line.startswith("__version__"):
                    d["scripts"] = line.split('"')[1]
                    break
    except (OSError, IndexError):
        pass
    print(json.dumps(d))


_info()
