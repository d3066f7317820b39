# What this board sees of its network, for Check Connection: it joins with the configuration that is on it, fetches from a
# server, and knocks at its gateway. Passwords stay here. What it changed of the radio is put back by _probe_end, also
# where the link broke in between and all of this came once more: how it was is beside what all links share.
import __main__

radio = __main__.__dict__.setdefault("_probe_radio", [])


def _probe_configuration():
    c = {}
    try:
        with open("/ota.json") as f:
            c = json.load(f)
    except (OSError, ValueError):
        pass
    if not isinstance(c, dict):
        c = {}
    old = {}
    try:
        with open("/ota.py") as f:
            for line in f:
                k, _, v = line.partition(" = ")
                if k in ("WIFI_SSID", "WIFI_PASS", "FW_URL"):
                    old[k] = v.split("#")[0].strip().strip("\"'")
    except (OSError, ValueError):
        pass
    nets = c.get("wifi") or []
    if not nets and old.get("WIFI_SSID"):
        nets = [{"ssid": old["WIFI_SSID"], "password": old.get("WIFI_PASS")}]
    nets = [n for n in nets if isinstance(n, dict) and isinstance(n.get("ssid"), str)] if isinstance(nets, list) else []
    u = c.get("fw_url") or old.get("FW_URL") or ""
    # What may be secret in a URL is in front of an @ or behind the host.
    s, m, r = u.partition("://") if isinstance(u, str) else ("", "", "")
    return nets[:4], s + m + r.split("/")[0].split("?")[0].split("@")[-1][:200] if m else ""


# Not every version knows all of these.
def _probe_ask(f, *a):
    try:
        return f(*a)
    except Exception:
        return None


def _probe_joined(a):
    nets, url = _probe_configuration()
    d = {"wifi": True, "url": url, "configured": len(nets), "tried": []}
    try:
        import network
    except ImportError:
        d["wifi"] = False
        return d
    w = network.WLAN(network.STA_IF)
    if not radio:
        radio.append((w.active(), w.isconnected()))
    if not w.active():
        w.active(True)
    d["mac"] = ":".join("%02x" % b for b in w.config("mac"))
    if w.isconnected():
        d["ssid"] = _probe_ask(w.config, "ssid")
    if nets and d.get("ssid") not in [n["ssid"] for n in nets]:
        # An attempt that goes on, of a program that was interrupted, takes no other network.
        _probe_ask(w.disconnect)
    for i, n in enumerate(nets):
        if w.isconnected():
            break
        d["tried"].append(_probe_try(w, n, a["ms"] // (len(nets) - i)))
        a["ms"] -= d["tried"][-1]["ms"]
        if w.isconnected():
            d["ssid"] = n["ssid"]
    if w.isconnected():
        d["ip"], d["netmask"], d["gateway"], d["dns"] = w.ifconfig()
        d["rssi"] = _probe_ask(w.status, "rssi")
        d["channel"] = _probe_ask(w.config, "channel")
    elif nets:
        found = _probe_scan(w)
        if found is not None:
            d["around"] = len(found)
            for t in d["tried"]:
                # The strongest of its access points.
                here = sorted([s for s in found if s[0] == t["ssid"].encode()], key=lambda s: -s[3])
                t["seen"] = len(here)
                if here:
                    t["channel"], t["rssi"], t["security"] = here[0][2:5]
    return d


# The radio takes a moment to stop what it did.
def _probe_scan(w):
    import time

    for _ in range(5):
        found = _probe_ask(w.scan)
        if found is not None:
            return found
        time.sleep_ms(200)


def _probe_try(w, n, ms):
    import time

    t = {"ssid": n["ssid"], "status": 0, "associated": False}
    begin = time.ticks_ms()
    try:
        _probe_ask(lambda: w.config(reconnects=2))
        w.connect(n["ssid"], n.get("password") or None)
        while not w.isconnected() and time.ticks_diff(time.ticks_ms(), begin) < ms and w.status() in (1000, 1001, 1010):
            time.sleep_ms(100)
    except (OSError, RuntimeError) as e:
        t["why"] = str(e)[:80]
    t["status"] = w.status()
    t["ms"] = time.ticks_diff(time.ticks_ms(), begin)
    # The access point's signal is known to whom it took, with an address or without.
    t["associated"] = w.isconnected() or _probe_ask(w.status, "rssi") is not None
    _probe_ask(lambda: w.config(reconnects=-1))
    if not w.isconnected():
        w.disconnect()
    return t


# Begins a connection without waiting: v1.21's connect() knows no timeout.
def _probe_open(to):
    import socket

    s = socket.socket()
    try:
        s.setblocking(False)
        s.connect(to)
    except OSError as e:
        if e.errno not in (11, 115, 119):
            s.close()
            raise
    return s


def _probe_fetched(a):
    import select
    import socket
    import time

    d = {"stage": "name"}
    s = None
    try:
        to = socket.getaddrinfo(a["host"], a["port"], 0, socket.SOCK_STREAM)[0][-1]
        d["address"] = to[0]
        d["stage"] = "connect"
        s = _probe_open(to)
        p = select.poll()
        p.register(s, select.POLLOUT)
        if not p.poll(a["ms"]):
            raise OSError(116)
        # A refusal shows here on some builds.
        d["stage"] = "send"
        s.settimeout(a["ms"] / 1000)
        s.write("GET %s HTTP/1.1\r\nHost: %s:%d\r\nConnection: close\r\n\r\n" % (a["path"], a["host"], a["port"]))
        d["stage"] = "answer"
        b = b""
        begin = time.ticks_ms()
        s.setblocking(False)
        p.modify(s, select.POLLIN)
        while len(b) < 600 and a["wanted"].encode() not in b:
            if not p.poll(max(0, a["ms"] - time.ticks_diff(time.ticks_ms(), begin))):
                if b:
                    break  # it speaks, but is not ours
                raise OSError(116)
            part = s.read(200)
            if part is None:
                continue
            if not part:
                break
            b += part
        d["answer"] = "".join(chr(c) if 31 < c < 127 or c in (10, 13) else "?" for c in b[:600])
    except OSError as e:
        d["errno"] = e.errno
    finally:
        if s:
            s.close()
    return d


# Whether anything answers at an address, be it by a refusal.
def _probe_at_door(a):
    import select
    import time

    d = {}
    begin = time.ticks_ms()
    p = select.poll()
    asked = []
    try:
        for port in a["ports"]:
            try:
                asked.append((_probe_open((a["host"], port)), port))
                p.register(asked[-1][0], select.POLLOUT)
            except OSError as e:
                d[str(port)] = e.errno
        left = len(asked)
        while left and not any(n in (0, 104, 111, 128) for n in d.values()):
            ready = p.poll(max(0, a["ms"] - time.ticks_diff(time.ticks_ms(), begin)))
            if not ready:
                break
            for e in ready:
                port = [n for s, n in asked if s is e[0]][0]
                try:
                    e[0].settimeout(0.2)
                    e[0].write(b"\r\n")
                    d[str(port)] = 0
                except OSError as ex:
                    d[str(port)] = ex.errno
                p.unregister(e[0])
                left -= 1
    finally:
        for s, _ in asked:
            s.close()
    return d


# Whatever ends it otherwise than by an answer, a Ctrl-C too, puts the radio back. Who interrupts may do so twice.
def _probe_do(f, data):
    try:
        return json.dumps(f(json.loads(data))).encode()
    except BaseException:
        for _ in range(4):
            try:
                _probe_end(b"")
                break
            except KeyboardInterrupt:
                pass
        raise


def _probe_join(data):
    return _probe_do(_probe_joined, data)


def _probe_fetch(data):
    return _probe_do(_probe_fetched, data)


def _probe_knock(data):
    return _probe_do(_probe_at_door, data)


def _probe_end(data):
    if radio:
        import network

        active, joined = radio[0]
        w = network.WLAN(network.STA_IF)
        if not joined:
            _probe_ask(w.disconnect)
        if not active:
            _probe_ask(w.active, False)
        radio.clear()
    __main__.__dict__.pop("_probe_radio", None)
    return b""
