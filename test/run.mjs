/** All checks of a clone, in order, each timed: installs first where nothing is installed. Stops at the first that fails. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const steps = [
  ...(existsSync('node_modules/.package-lock.json') ? [] : [['install', 'npm', ['ci']]]),
  ['types', 'npx', ['tsc', '-p', '.']],
  ['lint', 'npx', ['biome', 'check', '--error-on-warnings']],
  ['unused', 'npx', ['knip']],
  ['tests', 'npx', ['vitest', 'run', ...process.argv.slice(2)]],
]

for (const [name, command, args] of steps) {
  console.log(`\n— ${name}: ${command} ${args.join(' ')}`)
  const started = Date.now()
  const { status } = spawnSync(command, args, { stdio: 'inherit' })
  console.log(`— ${name} ${status === 0 ? 'passed' : `FAILED (exit ${status})`} after ${Math.round((Date.now() - started) / 1000)} s`)
  if (status !== 0) process.exit(1)
}
