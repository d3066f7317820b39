# OtaTools boot.py: hands over to ota.py, then main.py starts.
# A boot.py of your own needs only these lines, anywhere in it.
try:
    import ota

    ota.boot()
except Exception as ex:
    print("[BOOT][ERR]", ex)
