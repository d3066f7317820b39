import { Random } from './random.js';
import { deeds, qualities, remarks, things } from './vocabulary.js';

const SEED = 20_250_809;

/**
 * MicroPython as people write it: small drivers with registers, comments and methods of many shapes. Always the same
 * bytes; about as compressible as real drivers are (README.md, `upload.python-50k`).
 */
export function pythonSource(size: number): string {
  const random = new Random(SEED);
  let source = '# Drivers of one machine, all in one file.\nimport struct\nimport time\n\nfrom machine import Pin\nfrom micropython import const\n';
  while (source.length < size) source += driver(random);
  // Cut between two methods and filled up with a comment, so that every size is still a program.
  const cut = source.slice(0, source.lastIndexOf('\n\n    def', size - 3) + 1);
  return `${cut}#${'-'.repeat(size - cut.length - 2)}\n`;
}

function driver(random: Random): string {
  const [thing, other] = [random.pick(things), random.pick(things)];
  const registers = Array.from({ length: 3 + random.below(5) }, () => `_${random.pick(deeds)}_${random.pick(things)}`.toUpperCase());
  const fields = Array.from({ length: 3 + random.below(3) }, () => `${random.pick(qualities)}_${random.pick(things)}`);
  const constants = [...new Set(registers)].map((name) => `${name} = const(${random.hex(256)})`).join('\n');
  const methods = Array.from({ length: 4 + random.below(5) }, () => random.pick(shapes)(random, registers, fields)).join('\n');
  return `\n\n${constants}\n\n${table(random)}\n\nclass ${capital(random.pick(qualities))}${capital(thing)}${capital(other)}:\n`
    + `    """${capital(random.pick(deeds))}s the ${thing} by its ${other}: ${remark(random)}."""\n\n`
    + `    def __init__(self, bus, address=${random.hex(128)}, ${random.pick(things)}=None):\n        self.bus = bus\n        self.address = address\n`
    + fields.map((field) => `        self.${field} = ${random.pick(['0', 'None', '[]', 'b""', 'False', `bytearray(${1 + random.below(64)})`])}\n`).join('')
    + `\n${methods}\n`;
}

/** What a chip wants to hear first, or a curve, or a glyph: drivers are full of numbers. */
function table(random: Random): string {
  const rows = Array.from({ length: 4 + random.below(7) }, () => Array.from({ length: 8 }, () => random.hex(256)).join(', '));
  return `# ${capital(remark(random))}; ${remark(random)}.\n_${random.pick(things).toUpperCase()} = bytes((\n${rows.map((line) => `    ${line},\n`).join('')}))\n`;
}

type Shape = (random: Random, registers: readonly string[], fields: readonly string[]) => string;

/** Methods, each of another build. */
const shapes: readonly Shape[] = [
  (r, registers, fields) => def(r, '', [
    `raw = self.bus.readfrom_mem(self.address, ${r.pick(registers)}, ${1 + r.below(8)})`,
    `self.${r.pick(fields)} = struct.unpack("${r.pick(['>h', '<H', '>BH', '<hh', '>I', '<hB'])}", raw)[0]`,
    `return self.${r.pick(fields)} * ${r.below(1000) / 100} + ${r.below(90)}`,
  ]),
  (r, registers, fields) => def(r, ', value', [
    `if not ${r.below(16)} <= value < ${16 + r.below(4000)}:`,
    `    raise ValueError("${r.pick(qualities)} ${r.pick(things)} out of range: %d" % value)`,
    `self.${r.pick(fields)} = value`,
    `self.bus.writeto_mem(self.address, ${r.pick(registers)}, bytes([value >> 8, value & ${r.hex(256)}]))  # ${remark(r)}`,
  ]),
  (r, _registers, fields) => def(r, `, ${r.pick(things)}, limit=${r.below(500)}`, [
    'total = 0',
    `for index, item in enumerate(self.${r.pick(fields)} or ()):`,
    `    if item ${r.pick(['>', '<', '==', '&', '!='])} limit:`,
    `        ${r.pick(['continue', 'break', `item -= ${r.below(32)}`])}`,
    `    total += item ${r.pick(['<<', '>>', '*', '//', '^'])} (index % ${2 + r.below(7)} + 1)`,
    `return total, self.${r.pick(fields)}`,
  ]),
  (r, registers, fields) => def(r, `, timeout_ms=${50 + r.below(3000)}`, [
    `# ${capital(remark(r))}.`,
    'start = time.ticks_ms()',
    `while not self.bus.readfrom_mem(self.address, ${r.pick(registers)}, 1)[0] & ${r.hex(256)}:`,
    '    if time.ticks_diff(time.ticks_ms(), start) > timeout_ms:',
    `        raise OSError("${r.pick(things)} does not ${r.pick(deeds)}")`,
    `    time.sleep_ms(${1 + r.below(20)})`,
    `self.${r.pick(fields)} = time.ticks_ms()`,
  ]),
  (r, _registers, fields) => def(r, ', callback=None', [
    `pin = Pin(${r.below(40)}, Pin.${r.pick(['IN', 'OUT', 'OPEN_DRAIN'])})`,
    'try:',
    `    self.${r.pick(fields)} = callback(pin.value()) if callback else ${r.pick(['None', 'pin', 'pin.value()'])}`,
    `except (OSError, ${r.pick(['TypeError', 'IndexError', 'MemoryError'])}) as ex:`,
    `    print("${r.pick(things)}: cannot ${r.pick(deeds)} the ${r.pick(qualities)} ${r.pick(things)}:", ex)`,
    '    return False',
    `return self.${r.pick(fields)} is not None`,
  ]),
  (r, registers, fields) => def(r, '', [
    `mask = {"${r.pick(qualities)}": ${r.hex(256)}, "${r.pick(deeds)}": ${r.hex(256)}, "${r.pick(things)}": ${r.pick(registers)}}`,
    `return [key for key in sorted(mask) if mask[key] & len(self.${r.pick(fields)} or "")]`,
  ]),
];

function def(random: Random, parameters: string, body: readonly string[]): string {
  const name = `${random.pick(deeds)}_${random.pick([...qualities, ...things])}`;
  return `    def ${name}(self${parameters}):\n        """${capital(remark(random))}."""\n${body.map((line) => `        ${line}\n`).join('')}`;
}

function remark(random: Random): string {
  const words = { thing: things, deed: deeds, quality: qualities };
  return random.pick(remarks).replace(/\{(\w+)\}/g, (_, kind: string) =>
    kind === 'n' ? String(1 + random.below(400)) : random.pick(words[kind as keyof typeof words]));
}

function capital(word: string): string {
  return word[0]!.toUpperCase() + word.slice(1);
}
