/** A file system for PGlite whose fsync reaches the disk. Its own has none: fd_sync is answered without a call. */
import { closeSync, fdatasyncSync, fsyncSync, openSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { NodeFS } from '@electric-sql/pglite/nodefs'

type Options = Parameters<NodeFS['init']>[1]

/** What is used of Emscripten's NODEFS, which has no types: the self-test at the start proves that it is still so. */
type Stream = { nfd?: number; node: unknown }
type NodeFileSystem = { stream_ops: { fsync?: (stream: Stream) => number }; realPath(node: unknown): string }

export class DurableFS extends NodeFS {
  readonly #onSync: () => void
  readonly #onFailure: (error: unknown) => void

  /**
   * @param onSync called before each sync
   * @param onFailure called when one fails: what the engine believes to be written may be lost, so it must not go on
   */
  constructor(folder: string, onSync: () => void, onFailure: (error: unknown) => void) {
    super(folder)
    this.#onSync = onSync
    this.#onFailure = onFailure
  }

  override async init(...[pg, options]: [Parameters<NodeFS['init']>[0], Options]) {
    const result = await super.init(pg, options)
    result.emscriptenOpts.preRun?.push((module) => {
      const files: NodeFileSystem = module.NODEFS
      files.stream_ops.fsync = (stream) => this.#sync(files, stream)
    })
    return result
  }

  /** @returns 0, or the number that WASI has for an input/output error */
  #sync(files: NodeFileSystem, stream: Stream): number {
    this.#onSync()
    try {
      if (stream.nfd !== undefined) fdatasyncSync(stream.nfd)
      else syncPath(files.realPath(stream.node))
      return 0
    } catch (error) {
      this.#onFailure(error)
      return 29
    }
  }
}

/** Syncs a new database, whose first files are written before the engine runs. */
export function syncTree(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile() || entry.isDirectory()) syncPath(join(entry.parentPath, entry.name))
  }
  syncPath(folder)
}

/** Makes a file, or the names in a folder, survive a loss of power. */
export function syncPath(path: string): void {
  const file = openSync(path, 'r')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
