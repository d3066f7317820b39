/** Telnet (RFC 854) and its COM port option (RFC 2217). */
export const Telnet = { SE: 240, SB: 250, WILL: 251, WONT: 252, DO: 253, DONT: 254, IAC: 255 } as const;

export const TelnetOption = { BINARY: 0, ECHO: 1, SGA: 3, COM_PORT: 44 } as const;

/** What a client asks; an answer has the number of its request and ANSWER more. */
export const ComPort = {
  SIGNATURE: 0, SET_BAUDRATE: 1, SET_DATASIZE: 2, SET_PARITY: 3, SET_STOPSIZE: 4, SET_CONTROL: 5,
  FLOW_SUSPEND: 8, FLOW_RESUME: 9, SET_LINESTATE_MASK: 10, SET_MODEMSTATE_MASK: 11, PURGE_DATA: 12,
  ANSWER: 100,
} as const;

export const Control = { ASK_DTR: 7, DTR_ON: 8, DTR_OFF: 9, ASK_RTS: 10, RTS_ON: 11, RTS_OFF: 12 } as const;
