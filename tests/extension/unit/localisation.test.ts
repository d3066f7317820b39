import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';

const root = process.cwd();
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const json = (file: string): Record<string, string> => JSON.parse(read(file)) as Record<string, string>;

/** The first argument of each l10n.t(…) in the extension's sources. */
function sentences(): string[] {
  const files = readdirSync(path.join(root, 'extension/src'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  return files.flatMap((file) => {
    const found: string[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && node.expression.getText() === 'l10n.t') {
        const [text] = node.arguments;
        assert.ok(text && ts.isStringLiteralLike(text), `${file}: l10n.t takes a plain string, so that it can be found`);
        found.push(text.text);
      }
      node.forEachChild(visit);
    };
    visit(ts.createSourceFile(file, read(path.join('extension/src', file)), ts.ScriptTarget.Latest, true));
    return found;
  });
}

const placeholders = (text: string): string[] => [...new Set(text.match(/\{\d\}/g) ?? [])].sort();

test('every sentence of the extension is there in Japanese, and no other', () => {
  assert.deepEqual(Object.keys(json('extension/l10n/bundle.l10n.ja.json')).sort(), [...new Set(sentences())].sort());
});

test('a Japanese sentence has the placeholders of the English one', () => {
  for (const [english, japanese] of Object.entries(json('extension/l10n/bundle.l10n.ja.json'))) {
    assert.deepEqual(placeholders(japanese), placeholders(english), english);
  }
});

test('no text is translated twice', () => {
  for (const file of ['extension/l10n/bundle.l10n.ja.json', 'package.nls.json', 'package.nls.ja.json']) {
    const keys = [...read(file).matchAll(/^ {2}("(?:\\.|[^"\\])*"):/gm)].map(([, key]) => JSON.parse(key!) as string);
    assert.deepEqual([...keys].sort(), Object.keys(json(file)).sort(), file);
  }
});

test('the manifest uses every localised text, and each is there in both languages', () => {
  const used = [...new Set(read('package.json').match(/(?<=")%[^%"]+%(?=")/g))].map((key) => key.slice(1, -1)).sort();
  assert.deepEqual(Object.keys(json('package.nls.json')).sort(), used);
  assert.deepEqual(Object.keys(json('package.nls.ja.json')).sort(), used);
});

test('a Japanese text of the manifest keeps its links and code', () => {
  const english = json('package.nls.json');
  const japanese = json('package.nls.ja.json');
  for (const key of Object.keys(english)) {
    const links = (text: string): string[] => text.match(/\]\([^)]+\)/g) ?? [];
    assert.deepEqual(links(japanese[key]!), links(english[key]!), key);
  }
});
