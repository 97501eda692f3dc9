/** The log: one line of JSON for each event, to standard error. It holds no address, no name and no search of anybody. */
import { type DestinationStream, type Logger, pino } from 'pino'

export type Log = Logger

export function makeLog(level: string, to: DestinationStream = pino.destination({ dest: 2, sync: false })): Log {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, to)
}

/** What failed, for the log: without the message, as a database's repeats the values that somebody typed. */
export function kindOf(error: unknown): { error: string; code: string | null } {
  if (!(error instanceof Error)) return { error: typeof error, code: null }
  return { error: error.name, code: 'code' in error ? String(error.code) : null }
}
