/** All benches, one after the other: `npm run bench`, or `npm run bench -- --small` for what a change must not break. */
import { spawnSync } from 'node:child_process'

const args = process.argv.slice(2)
for (const bench of ['cached-page.mjs', 'import.mjs', 'pages.mjs', 'accounts.mjs', 'export.mjs']) {
  console.log(`\n— bench/${bench} ${args.join(' ')}`)
  const { status } = spawnSync(process.execPath, [`bench/${bench}`, ...args], { stdio: 'inherit' })
  if (status !== 0) process.exit(1)
}
