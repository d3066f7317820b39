/** Words of device drivers, to make names and sentences of. */
export const things = [
  'sensor', 'display', 'motor', 'buffer', 'queue', 'register', 'sample', 'channel', 'packet', 'frame', 'timer', 'gateway', 'valve', 'battery',
  'encoder', 'filter', 'heater', 'relay', 'antenna', 'cursor', 'palette', 'beacon', 'journal', 'schedule', 'threshold', 'offset', 'profile',
  'pump', 'spindle', 'keypad', 'backlight', 'mailbox', 'socket', 'session', 'token', 'cache', 'window', 'pixel', 'glyph', 'segment', 'track',
];

export const deeds = [
  'read', 'write', 'poll', 'flush', 'calibrate', 'select', 'decode', 'encode', 'update', 'reset', 'measure', 'convert', 'publish', 'configure',
  'enable', 'disable', 'rotate', 'scale', 'average', 'append', 'discard', 'restore', 'verify', 'attach', 'release', 'wake', 'drain', 'resume',
];

export const qualities = [
  'raw', 'last', 'next', 'pending', 'stale', 'signed', 'filtered', 'hourly', 'upper', 'lower', 'shared', 'local', 'remote', 'coarse', 'fine',
  'idle', 'active', 'initial', 'maximum', 'minimum', 'current', 'previous', 'default', 'optional', 'packed', 'inverted',
];

/** Sentences of comments; words in braces are chosen anew each time. */
export const remarks = [
  'the {thing} needs {n} ms after {deed}', 'two bytes, the {quality} one first', 'see table {n}: the {quality} {thing}', 'never more than {n} {thing}s at a time',
  'to {deed} bit {n} clears the {quality} {thing}', 'callers {deed} the {thing} already', 'revision {n} and older {deed} the {thing} with zeros',
  'kept {quality}: the heap has no {n} bytes in one piece', 'one {thing} is {n} microvolts', 'the bus stalls when {quality} {thing}s {deed} above {n} kHz',
  'the {quality} counter wraps after {n} days', 'nobody waits for the {quality} {thing}', 'allocate the {thing} once, {deed} it for ever',
  'the first {quality} {thing} is always wrong', '{deed} the {thing} in steps, so that the watchdog is fed', 'only interrupts {deed} the {quality} {thing}',
  'without a {thing} it would {deed} {n} times', 'found by trial: {n} is too {quality}, {n} works', 'TODO: {deed} what the {quality} {thing} left behind',
];
