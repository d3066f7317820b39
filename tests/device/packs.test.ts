// Packs on the board: what comes out is the image, or it is refused; whatever the bytes are.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { buildAppImage } from '@otatools/simulator';
import { real, withoutRealFirmware } from '../support/paths.js';
import { resealed } from './support/image-surgery.js';
import { packBoard, packsOf } from './support/pack-board.js';

const FRAME = 65_536;
const interpreters = ['oldest', 'newest'] as const;

/** Two builds of one program: code that moved, addresses that changed with it, and something new. */
const before = buildAppImage({ version: 'v1.25.0', date: '2025-04-15', size: 150_000, seed: 3 });
const after = resealed(buildAppImage({ version: 'v1.26.0', date: '2025-08-09', size: 150_000, seed: 3 }), (copy) => {
  copy.copyWithin(40_060, 40_000, 110_000);
  for (let at = 20_000; at < 100_000; at += 37) copy[at]! += 5;
  copy.copyWithin(120_000, 30_000, 36_000);
  copy.fill(0xff, 130_000, 138_000);
});

for (const micropython of interpreters) {
  test(`both packs of an image give it on the board (${micropython} MicroPython)`, async (t) => {
    const packs = packsOf(t, before, after);
    assert.ok(packs.delta.length < packs.compressed.length / 2, 'the pair is alike');
    const link = await packBoard(t, before, { '/c': packs.compressed, '/d': packs.delta }, { micropython });
    assert.equal(await link.execute('print(unpack(load("/c")), unpack(load("/d")))'), 'True True\r\n');
  });

  test(`the packs of real firmware give it (${micropython} MicroPython)`, { skip: withoutRealFirmware, timeout: 120_000 }, async (t) => {
    const [old, next] = [readFileSync(real.before!), readFileSync(real.after!)];
    const packs = packsOf(t, old, next);
    const link = await packBoard(t, old, { '/c': packs.compressed, '/d': packs.delta }, { micropython, layout: '4MiB-ota-vfs' });
    assert.equal(await link.execute('print(unpack(load("/c")), unpack(load("/d")))'), 'True True\r\n');
  });

  test(`a pack goes on at each of its frames (${micropython} MicroPython)`, async (t) => {
    const packs = packsOf(t, before, after);
    const link = await packBoard(t, before, { '/c': packs.compressed, '/d': packs.delta }, { micropython });
    const said = await link.execute(`
for name in ("/c", "/d"):
    data = load(name)
    pack = ota_pack.Pack(File(data).read, run, out)
    pack.head()
    marks = [(pack.done, pack.mark())]
    while pack.done < pack.length:
        take(pack, 4096)
        if pack.mark() is not None:
            marks.append((pack.done, pack.mark()))
    for done, at in marks:
        again = ota_pack.Pack(File(data, at).read, run, out)
        again.resume(pack.length, pack.sha256, done, at)
        out.ioctl(6, done // 4096)
        take(again)
        print(done, again.done == pack.length, written(pack.length) == pack.sha256, again.at == len(data))`);
    const frames = Array.from({ length: Math.ceil(after.length / FRAME) }, (_, frame) => `${frame * FRAME} True True True`);
    assert.deepEqual(said.trim().split('\r\n'), [...frames, ...frames]);
  });

  test(`a damaged pack is refused, or its hash tells (${micropython} MicroPython)`, { timeout: 300_000 }, async (t) => {
    const packs = packsOf(t, before, after);
    const link = await packBoard(t, before, { '/c': packs.compressed, '/d': packs.delta }, { micropython });
    const said = await link.execute(`
seed = 12345
def rnd(n):
    global seed
    seed = (seed * 1103515245 + 12345) & 0x7fffffff
    return (seed >> 8) % n
refused = other = right = 0
for name in ("/c", "/d"):
    data = load(name)
    for turn in range(150):
        b = bytearray(data)
        for _ in range(1 + rnd(3)):
            b[rnd(200) if rnd(3) == 0 else rnd(len(b))] = rnd(256)
        if rnd(8) == 0:
            b = b[: rnd(len(b))]
        try:
            if unpack(b):
                right += 1
            else:
                other += 1
        except OtaError as ex:
            assert str(ex)
            refused += 1
print(refused + other + right, refused > 30, right)`);
    assert.match(said, /^300 True \d+\r\n$/);
  });

  test(`operations of any kind are refused, or carried out inside their bounds (${micropython} MicroPython)`, { timeout: 300_000 }, async (t) => {
    const link = await packBoard(t, before, {}, { micropython });
    const said = await link.execute(`
import random, struct
random.seed(8)
def stored(data):
    return b"\\x01" + struct.pack("<HH", len(data), len(data) ^ 0xffff) + data
refused = whole = 0
for turn in range(400):
    control = bytes(random.getrandbits(random.choice((1, 3, 5, 8))) for _ in range(random.choice((0, 5, 300, 4096, 4200))))
    if turn < 2:
        # numbers that never end; copies of one byte until there are no control bytes left
        control = (b"\\x80" * 4096, b"\\x00\\x04\\x00" * 1365 + b"\\x00")[turn]
    rest = bytes(random.getrandbits(8) for _ in range(random.choice((0, 100, 6000))))
    frame = stored(struct.pack("<H", len(control)) + control + rest)
    data = b"OTAPACK\\x01" + struct.pack("<I32sI32s", random.choice((1, 900, 5000, 70000)), bytes(32), 1, bytes(32)) + struct.pack("<I", len(frame)) + frame
    try:
        unpack(data)
        whole += 1
    except OtaError:
        refused += 1
print(refused + whole)`);
    assert.equal(said, '400\r\n');
  });

  test(`what is no pack is told (${micropython} MicroPython)`, async (t) => {
    const link = await packBoard(t, before, {}, { micropython });
    const said = await link.execute(`
for data in (b"<html>" + b" " * 200, b"", b"OTAPACK\\x01", b"OTAPACK\\x09" + bytes(90), b"OTAPACK\\x01" + bytes(90)):
    try:
        unpack(data)
    except OtaError as ex:
        print(ex)`);
    assert.deepEqual(said.trim().split('\r\n'), [
      'that is not a pack', 'that is not a pack', 'that is not a pack', 'a pack of version 9 is not known here', 'the pack\'s image has 0 bytes: the slot has 1572864',
    ]);
  });

  test(`both texts of the byte loops do the same (${micropython} MicroPython)`, async (t) => {
    const link = await packBoard(t, before, {}, { micropython });
    const said = await link.execute(`
import random, ota_pack
class Viper:
    viper = staticmethod(lambda f: f)
fast = {"ptr8": lambda x: memoryview(x)}
text = ota_pack.VIPER.replace("import micropython", "").replace("@micropython.viper", "")
text = text.replace("= o[i] + d[i]", "= (o[i] + d[i]) & 255")
exec(text, fast)
random.seed(5)
same = True
for turn in range(60):
    n = random.getrandbits(10)
    start = random.getrandbits(6)
    o = bytearray(random.getrandbits(8) for _ in range(start + n + 9))
    d = bytearray(random.getrandbits(8) if turn % 3 else 0 for _ in range(n + 9))
    p = bytearray(o)
    fast["add"](o, d, n)
    ota_pack.add(p, d, n)
    same = same and o == p and fast["xor"](o, start, n) == ota_pack.xor(p, start, n)
print(same)`);
    assert.equal(said, 'True\r\n');
  });
}
