/** The last line of a test run, from vitest's JSON report: `N passed, N failed`. A skipped test is not a passed one. */
import { readFileSync } from 'node:fs'

const report = JSON.parse(readFileSync(process.argv[2], 'utf8'))
// A file that cannot be loaded or set up fails without a failed test of its own.
const broken = report.testResults.filter(
  (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
)
console.log(`${report.numPassedTests} passed, ${report.numFailedTests + broken.length} failed`)
