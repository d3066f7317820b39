# Merges keys into /ota.json under a temporary name; says whether anything is new. What was there is never sent back.
def _configure(data):
    a = json.loads(data)
    old = {}
    try:
        with open(a["path"]) as f:
            old = json.load(f)
    except (OSError, ValueError):
        pass
    if not isinstance(old, dict):
        old = {}
    new = dict(old)
    new.update(a["set"])
    if new == old:
        return b"0"
    text = json.dumps(new)
    _folder(a["temporary"])
    try:
        with open(a["temporary"], "w") as f:
            f.write(text)
        if _sha(a["temporary"]) != hashlib.sha256(text.encode()).digest():
            raise OSError(5)
    except BaseException:
        _wipe(a["temporary"])
        raise
    # What failed before may be tried again under the new configuration.
    try:
        import esp32

        s = esp32.NVS("ota")
        s.erase_key("try")
        s.commit()
    except (ImportError, OSError):
        pass
    return b"2" if old else b"1"
