"""The port's own module, with lwIP's numbers where the port's C library has others."""

import errno as _base
from errno import *

import _hal

# The compiler takes errno.X out of the module itself, and OSError its text: so the module itself is changed.
for _table in (_base.__dict__, _base.errorcode):
    _hal.renumber_errors(id(_table))

ECONNABORTED = 113
EADDRINUSE = 112
EALREADY = 114
ETIMEDOUT = 116
EHOSTUNREACH = 118
EINPROGRESS = 119
EISCONN = 127
ENOTCONN = 128
ECONNRESET = 104
ECONNREFUSED = 111
EOPNOTSUPP = 95
ENOBUFS = 105
