// `npm run bench`: measures the chosen rows and prints them as they come. What goes on is told on stderr.
import { parseArgs } from 'node:util';
import { benches } from './benches.js';
import { notMeasured, type Row, tableHead, tableLine } from './row.js';

const { values, positionals: chosen } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean', default: false } } });
const known = benches.flatMap(({ rows }) => Object.keys(rows));
const unknown = chosen.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`No row is called ${unknown.join(', ')}; there are: ${known.join(', ')}.`);
  process.exit(2);
}

const print = (row: Row): void => console.log(values.json ? JSON.stringify(row) : tableLine(row));

if (!values.json) console.log(tableHead);
for (const { rows, measure } of benches) {
  const wanted = Object.keys(rows).filter((name) => chosen.length === 0 || chosen.includes(name));
  if (wanted.length === 0) continue;
  try {
    (await measure(wanted)).forEach(print);
  } catch (error) {
    // The other rows are still worth having.
    process.exitCode = 1;
    console.error(error);
    for (const name of wanted) print(notMeasured(name, rows[name]!, 'failed: see stderr'));
  }
}
