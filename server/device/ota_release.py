# A release: one small file names the image, pins its bytes, and says how many boards take it. Format: RELEASES.md.
import binascii
import hashlib

import ota_net
import ota_signed
import ota_state
from ota_state import BLOCK, OtaError

HEX = "0123456789abcdef"
WORD = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._+-"
ALL = 10000


def fields(d, once):
    # What a release has besides the fields of an image's manifest.
    ota_signed.word(d, "url", WORD + "/", 1, 200)
    for segment in d["url"].split("/"):
        if segment in ("", ".", ".."):
            ota_signed.wrong("url")
    ota_signed.word(d, "identity", HEX, 16, 16)
    ota_signed.word(d, "version", WORD, 1, 32)
    ota_signed.number(d, "share", ALL, 0)
    if type(d.get("packed")) is not bool:
        ota_signed.wrong("packed")
    deltas = d.get("deltas")
    if type(deltas) is not list or len(deltas) > 16:
        ota_signed.wrong("deltas")
    for one in deltas:
        ota_signed.word({"deltas": one}, "deltas", HEX, 16, 16)
    for name in ("url", "identity", "version", "share", "packed", "deltas"):
        once[name] = 1


def turn(mac, sha256):
    """0 to 9999, from 6 bytes and from hexadecimal digits: which share of the boards this one is in, at this release."""
    return int.from_bytes(hashlib.sha256(mac + binascii.unhexlify(sha256)).digest()[:4], "big") % ALL


def wanted(offer, text):
    """Whether this board takes what the pointer names now; then that is what is offered. Raises OtaError."""
    m = ota_signed.read(text, offer.key, "image", fields)
    offer.image = binascii.unhexlify(m["identity"])
    offer.check_fit(m)
    if runs(offer, m):
        offer.runs()
        return False
    if offer.key is not None:
        offer.check_sequence(m)
    if offer.left_alone():
        return False
    if turn(ota_net.station().config("mac"), m["sha256"]) >= m["share"]:
        share = ("%d.%02d" % divmod(m["share"], 100)).rstrip("0").rstrip(".")
        print("[OTA] not this board's turn yet: this release goes to %s %% of boards first" % share)
        offer.memory.put_etag(offer.mine, offer.url, offer.etag, True)
        return False
    print("[OTA] release %s of %d bytes" % (m["version"], m["size"]))
    offer.manifest = m
    offer.packs = binascii.hexlify(offer.mine[:8]).decode() in m["deltas"], m["packed"]
    offer.url = ota_net.below(offer.url, m["url"])
    return True


def runs(offer, m):
    if offer.mine[:8] != offer.image:
        return False
    run = ota_state.running()
    if any(ota_state.head_of(run)[0xB0:0xD0]):
        return True
    # Builds without a hash in their first block are known by all of their bytes.
    left = m["size"]
    if left > run.info()[3]:
        return False
    buf = bytearray(BLOCK)
    sha = hashlib.sha256()
    for i in range((left + BLOCK - 1) // BLOCK):
        run.readblocks(i, buf)
        sha.update(memoryview(buf)[: min(left, BLOCK)])
        left -= BLOCK
    return binascii.hexlify(sha.digest()).decode() == m["sha256"]
