#!/usr/bin/env node
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { behaviours, type Behaviour } from './image/firmware-identity.js';
import { buildFullFlash } from './image/full-flash.js';
import { buildAppImage } from './image/image-builder.js';

const USAGE = `usage: make-image --out FILE [--version v1.26.0] [--date 2025-08-09] [--size BYTES] [--board NAME]
                  [--machine TEXT] [--chip ID] [--seed N] [--behaviour ${behaviours.join('|')}] [--no-hash] [--full]`;

function main(): void {
  const { values } = parseArgs({
    options: {
      out: { type: 'string' }, version: { type: 'string' }, date: { type: 'string' }, size: { type: 'string' },
      board: { type: 'string' }, machine: { type: 'string' }, chip: { type: 'string' }, seed: { type: 'string' },
      behaviour: { type: 'string' }, 'no-hash': { type: 'boolean' }, full: { type: 'boolean' },
    },
  });
  if (!values.out) throw new Error(`--out is required\n${USAGE}`);
  const image = buildAppImage({
    version: values.version, date: values.date, board: values.board, machine: values.machine,
    size: numberOf(values.size), chipId: numberOf(values.chip), seed: numberOf(values.seed),
    behaviour: behaviourOf(values.behaviour), hashAppended: !values['no-hash'],
  });
  writeFileSync(values.out, values.full ? buildFullFlash(image) : image);
}

function numberOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error(`not a whole number: ${text}`);
  return value;
}

function behaviourOf(text: string | undefined): Behaviour | undefined {
  if (text !== undefined && !behaviours.includes(text as Behaviour)) throw new Error(`unknown behaviour: ${text}\n${USAGE}`);
  return text as Behaviour | undefined;
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
