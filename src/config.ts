/** The settings, parsed once from the environment, typed and frozen. Nonsense is refused with the reason. */
import { z } from 'zod'
import { Refused } from './platform/errors.ts'

const port = z.coerce.number().int().min(0).max(65535)
const address = (protocols: string[]) =>
  z.url({
    protocol: new RegExp(`^(${protocols.join('|')})$`),
    error: `must be an address that begins with ${protocols.map((protocol) => `${protocol}://`).join(' or ')}`,
  })

/** `true`, `1`, `yes` and `on` are yes; `false`, `0`, `no` and `off` are no. */
const yesOrNo = z
  .enum(['true', '1', 'yes', 'on', 'false', '0', 'no', 'off'])
  .transform((value) => ['true', '1', 'yes', 'on'].includes(value))

const Settings = z.object({
  PORT: port.default(8000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('./var'),
  DATABASE_URL: address(['postgres', 'postgresql']).optional(),
  PUBLIC_URL: address(['http', 'https']).optional(),
  CONTACT: z.email().optional(),
  TRUST_PROXY: yesOrNo.default(false),
  DUMPS: yesOrNo.default(true),
  RATE_LIMIT: z.coerce.number().int().min(0).default(600),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
})

export type Config = Readonly<{
  port: number
  host: string
  dataDir: string
  databaseUrl: string | null
  /** Under which the site is reached, without a slash at the end. */
  publicUrl: string
  contact: string | null
  trustProxy: boolean
  /** Whether whole files are made, to be taken away. */
  dumps: boolean
  /** Answers a minute to one client, those from the cache not counted; 0: no limit. */
  rateLimit: number
  logLevel: z.infer<typeof Settings>['LOG_LEVEL']
}>

/** Reads the settings. An empty one counts as not set. Throws Refused, which names each setting that cannot be understood. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''))
  const result = Settings.safeParse(given)
  if (!result.success) throw new Refused(explain(result.error))
  const settings = result.data
  return Object.freeze({
    port: settings.PORT,
    host: settings.HOST,
    dataDir: settings.DATA_DIR,
    databaseUrl: settings.DATABASE_URL ?? null,
    publicUrl: (settings.PUBLIC_URL ?? `http://localhost:${settings.PORT}`).replace(/\/+$/, ''),
    contact: settings.CONTACT ?? null,
    trustProxy: settings.TRUST_PROXY,
    dumps: settings.DUMPS,
    rateLimit: settings.RATE_LIMIT,
    logLevel: settings.LOG_LEVEL,
  })
}

function explain(error: z.ZodError): string {
  const lines = error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`)
  return ['These settings cannot be understood. Correct them, or unset them to use what they are by default:', ...lines].join('\n')
}
