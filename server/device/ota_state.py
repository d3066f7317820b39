class OtaError(Exception):
    pass
