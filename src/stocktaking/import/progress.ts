/** How far an import is, for who waits for it. */
import { SingleBar } from 'cli-progress'
import { figure } from '../../platform/report.ts'

export type Progress = {
  /** So many bytes of the files have been read. */
  bytes(count: number): void
  /** A batch is about to be written, in one transaction. */
  writing(batch: number): void
  /** A batch has been committed; `records` is how many have been dealt with in all. */
  written(batch: number, records: number): void
  end(): void
}

/** Where progress and problems are shown: standard error. */
export type Terminal = { write(text: string): unknown; isTTY?: boolean }

/** A bar where there is a terminal to draw it on and an end in sight, else a line from time to time; `verbose`: two lines for each batch. */
export function progressOn(terminal: Terminal, totalBytes: number, verbose: boolean): Progress {
  if (verbose) return everyBatch(terminal)
  return terminal.isTTY && totalBytes > 0 ? bar(totalBytes) : fromTimeToTime(terminal, totalBytes)
}

function everyBatch(terminal: Terminal): Progress {
  return {
    bytes: () => {},
    writing: (batch) => terminal.write(`batch ${batch}: writing\n`),
    written: (batch, records) => terminal.write(`batch ${batch}: written, ${records} records in all\n`),
    end: () => {},
  }
}

function bar(totalBytes: number): Progress {
  const single = new SingleBar({ format: '{bar} {percentage} % · {records} records · {eta_formatted} left', hideCursor: true })
  single.start(totalBytes, 0, { records: 0 })
  return {
    bytes: (count) => single.increment(count),
    writing: () => {},
    written: (_batch, records) => single.update({ records: figure(records) }),
    end: () => single.stop(),
  }
}

const SECONDS_BETWEEN_LINES = 5

function fromTimeToTime(terminal: Terminal, totalBytes: number): Progress {
  let read = 0
  let last = performance.now()
  return {
    bytes: (count) => {
      read += count
    },
    writing: () => {},
    written: (_batch, records) => {
      if (performance.now() - last < SECONDS_BETWEEN_LINES * 1000) return
      last = performance.now()
      const share = totalBytes === 0 ? '' : `${Math.min(100, Math.floor((100 * read) / totalBytes))} %, `
      terminal.write(`${share}${figure(records)} records\n`)
    },
    end: () => {},
  }
}
