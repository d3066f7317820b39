// A node:test reporter that prints the counts of one run, and what failed in it, as one line of JSON. Suites are not tests.
export default async function* countingReporter(events) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const failures = [];
  for await (const { type, data } of events) {
    if ((type === 'test:pass' || type === 'test:fail') && data.details?.type !== 'suite') {
      const kind = data.skip !== undefined || data.todo !== undefined ? 'skipped' : type === 'test:pass' ? 'passed' : 'failed';
      counts[kind]++;
      if (kind === 'failed') {
        const error = data.details?.error;
        const cause = error?.cause ?? error;
        failures.push({ name: data.name, reason: `${cause?.stack ?? cause?.message ?? cause}` });
      }
    }
  }
  yield `${JSON.stringify({ counts, failures })}\n`;
}
