# OtaTools ota_state.py: what the scripts share.


class OtaError(Exception):
    pass
