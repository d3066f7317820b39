# Takes everything of ours off the board, boot.py first: from then on nothing calls what goes after it.
def _uninstall(data):
    a = json.loads(data)
    gone = []
    # Nothing is there to be renamed where an earlier try was cut off behind it.
    back = {"restore": "/boot.py.bak", "unhook": a["unhooked"]}.get(a["bootPy"])
    if back and _look(back) != b"\x00":
        os.rename(back, "/boot.py")
    elif a["bootPy"] == "remove":
        gone = _drop(["boot.py"])
    names = a["names"]
    try:
        with open("/ota_scripts.json") as f:
            names += [n for n in json.load(f)["names"] if n not in names and n.startswith("ota")]
    except (OSError, ValueError, KeyError, TypeError):
        pass
    gone += _drop(["ota.json", "ota_scripts.json", "ota_scripts.json.tmp"] + names)
    for n in os.listdir("/"):
        name, _, kind = n.partition(".")
        if (name == "boot" or name.startswith("ota")) and kind in ("py.next", "py.old"):
            gone += _drop([n])
    try:
        left = os.listdir("/ota.new")  # an upload was cut off
        gone += ["/ota.new/" + n for n in left]
    except OSError:
        pass
    _wipe("/ota.new")
    if _forget_nvs():
        gone.append("NVS ota")
    return json.dumps(gone).encode()


# A key that is not there, or is no blob, is as good as gone.
def _forget_nvs():
    gone = False
    try:
        import esp32

        s = esp32.NVS("ota")
        for k in ("try", "etag", "last", "next", "part", "seq", "settle", "trial"):
            try:
                s.erase_key(k)
                gone = True
            except OSError:
                pass
        if gone:
            s.commit()
    except (ImportError, OSError):
        pass
    return gone
