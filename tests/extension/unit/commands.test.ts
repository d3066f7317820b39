import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

const read = (file: string): string => readFileSync(path.join(process.cwd(), file), 'utf8');
const ids = (text: string, pattern: RegExp): string[] => [...new Set([...text.matchAll(pattern)].map(([, id]) => id!))].sort();

const manifest = read('package.json');
const offered = (JSON.parse(manifest) as { contributes: { commands: { command: string }[] } }).contributes.commands.map(({ command }) => command);
const run = ids(read('extension/src/command-table.ts'), /^ {4}'([\w.]+)':/gm);

test('every command that the manifest offers does something, and so does every one that a text or a code lens leads to', () => {
  const ledTo = ids(read('package.nls.json'), /\(command:(otaTools\.[\w.]+)\)/g);
  const ofLenses = ids(read('server/OtaTools.Core/Language/EditorCommands.cs'), /"(otaTools\.[\w.]+)"/g);
  assert.ok(ofLenses.length > 0);
  assert.deepEqual([...offered, ...ledTo, ...ofLenses].filter((id) => !run.includes(id)), []);
});

test('every menu has commands that the manifest offers', () => {
  assert.deepEqual(ids(manifest, /"command": "(otaTools\.[\w.]+)"/g), [...offered].sort());
});
