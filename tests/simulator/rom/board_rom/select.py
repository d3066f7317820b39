import json
from time import ticks_add, ticks_diff, ticks_ms

import _hal

from board_rom import timers
from board_rom.console import Input, Output
from board_rom.support import INTERRUPTED, check

POLLIN = 1
POLLOUT = 4
POLLERR = 8
POLLHUP = 16

_WAIT_FOREVER = -1


class poll:
    def __init__(self):
        self._entries = []

    def register(self, stream, mask=POLLIN | POLLOUT):
        for entry in self._entries:
            if entry[0] is stream:
                entry[1] = mask
                return
        self._entries.append([stream, mask])

    def modify(self, stream, mask):
        for entry in self._entries:
            if entry[0] is stream:
                entry[1] = mask
                return
        raise OSError(2)

    def unregister(self, stream):
        self._entries = [entry for entry in self._entries if entry[0] is not stream]

    def poll(self, timeout=_WAIT_FOREVER):
        timeout = _WAIT_FOREVER if timeout is None else timeout
        deadline = ticks_add(ticks_ms(), timeout) if timeout > 0 else None
        while True:
            left = timeout if deadline is None else max(0, ticks_diff(deadline, ticks_ms()))
            ready = self._look(left)
            if ready is not None:
                return ready
            timers.run_due()

    def ipoll(self, timeout=_WAIT_FOREVER, flags=0):
        return iter(self.poll(timeout))

    def _look(self, timeout):
        """The ready streams, or None when the wait was interrupted before any was."""
        sockets = [entry for entry in self._entries if not isinstance(entry[0], (Input, Output))]
        consoles = [entry for entry in self._entries if isinstance(entry[0], (Input, Output))]
        ready = [(stream, stream.ioctl(3, mask)) for stream, mask in consoles if stream.ioctl(3, mask)]
        wanted = json.dumps([(_socket_id(stream), mask) for stream, mask in sockets])
        flags = _hal.socket_poll(wanted, 0 if ready else timeout, bool(consoles))
        if flags == INTERRUPTED:
            return None
        flags = json.loads(check(flags))
        return ready + [(entry[0], flag) for entry, flag in zip(sockets, flags) if flag]


def select(readable, writable, exceptional, timeout=None):
    poller = poll()
    masks = {}
    for streams, mask in ((readable, POLLIN), (writable, POLLOUT), (exceptional, POLLERR)):
        for stream in streams:
            masks[id(stream)] = masks.get(id(stream), 0) | mask
            poller.register(stream, masks[id(stream)])
    ready = poller.poll(_WAIT_FOREVER if timeout is None else int(timeout * 1000))
    return (
        [stream for stream, flags in ready if flags & (POLLIN | POLLHUP) and stream in readable],
        [stream for stream, flags in ready if flags & POLLOUT and stream in writable],
        [stream for stream, flags in ready if flags & POLLERR and stream in exceptional],
    )


def _socket_id(stream):
    return stream.fileno()
