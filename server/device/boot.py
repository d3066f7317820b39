# OtaTools boot.py: hands over to ota_boot.py, then main.py starts.
# A boot.py of your own needs only these lines, anywhere in it.
try:
    import ota_boot
except Exception as ex:
    print("[BOOT][ERR]", ex)
