# Removes a file, or a folder with all that is in it; nothing happens where there is none.
def _wipe(path):
    try:
        if os.stat(path)[0] & 0x4000:
            for n in os.listdir(path):
                _wipe(path + "/" + n)
            os.rmdir(path)
        else:
            os.remove(path)
    except OSError:
        pass


def _wipes(data):
    while opened:
        opened.pop().close()
    for p in json.loads(data):
        _wipe(p)
    return b""
