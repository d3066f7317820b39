# Ends the link, behind its answer.
def _end(data):
    global going
    going = False
    return b""
