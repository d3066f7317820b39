/** Python that tests run on the board. */

export const joinWifi = `
import network, time
wlan = network.WLAN(network.STA_IF)
wlan.active(True)
wlan.connect("home", "secret")
while not wlan.isconnected():
    time.sleep_ms(1)
`;

/** Downloads over HTTP into the unused slot, 4 KiB at a time. */
export const download = (port: number): string => `
import socket
from esp32 import Partition
slot = Partition(Partition.RUNNING).get_next_update()
peer = socket.socket()
peer.connect(("127.0.0.1", ${port}))
peer.write(b"GET / HTTP/1.0\\r\\n\\r\\n")
while peer.readline() != b"\\r\\n":
    pass
buffer = bytearray(4096)
block = 0
while True:
    count = peer.readinto(buffer)
    if not count:
        break
    for i in range(count, 4096):
        buffer[i] = 0xff
    slot.writeblocks(block, buffer)
    block += 1
peer.close()
`;

/** What a call raises, as the arguments of its OSError. */
export const errorOf = (statement: string): string => `
try:
    ${statement.replaceAll('\n', '\n    ')}
    print("no error")
except OSError as error:
    print(error.args)
`;
