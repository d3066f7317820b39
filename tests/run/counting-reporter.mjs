// A node:test reporter that prints the counts of one run as one line of JSON. Suites are not tests.
export default async function* countingReporter(events) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for await (const { type, data } of events) {
    if ((type === 'test:pass' || type === 'test:fail') && data.details?.type !== 'suite') {
      counts[data.skip !== undefined || data.todo !== undefined ? 'skipped' : type === 'test:pass' ? 'passed' : 'failed']++;
    }
  }
  yield `${JSON.stringify(counts)}\n`;
}
