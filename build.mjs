/** Bundles the program and the thread that the embedded database runs in. Packages stay where npm put them. */
import { build } from 'esbuild'

const shared = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  sourcemap: true,
  jsx: 'automatic',
  jsxImportSource: 'hono/jsx',
  logLevel: 'warning',
}

await Promise.all([
  build({ ...shared, entryPoints: ['src/main.ts'], outfile: 'dist/main.js', banner: { js: '#!/usr/bin/env node' } }),
  build({ ...shared, entryPoints: ['src/platform/pglite/worker.ts'], outfile: 'dist/pglite-worker.js' }),
])
