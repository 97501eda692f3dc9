/** The settings, parsed once from the environment, typed and frozen. Nonsense is refused with the reason. */
import { z } from 'zod'
import { Refused } from './platform/errors.ts'
import { parseSender, type Sender } from './platform/mail.ts'
import type { OidcSettings } from './platform/oidc.ts'
import type { DkimSettings } from './platform/smtp.ts'

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

const sender = z.string().transform((text, { addIssue }): Sender => {
  const parsed = parseSender(text)
  if (parsed) return parsed
  addIssue('must be an address, or a name followed by an address in angle brackets: Actionlines <desk@example.org>')
  return z.NEVER
})

/** A provider answers with who somebody is: in the clear only on this machine, where it is tried out. */
const issuer = address(['http', 'https']).refine(
  (text) => !text.startsWith('http:') || ['localhost', '127.0.0.1', '[::1]'].includes(new URL(text).hostname),
  'must begin with https://; http:// is only for a provider on this machine',
)

/** One label of a domain, or several with dots between: what stands in a name of the DNS. */
const domainName = z.string().regex(/^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/i, 'must be a name of the DNS: letters, digits, hyphens and dots')

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
  SMTP_URL: address(['smtp', 'smtps']).optional(),
  MAIL_FROM: sender.optional(),
  SECRET: z.string().min(32, 'must have at least 32 characters that nobody guesses').optional(),
  MAIL_IN: z.string().min(1).optional(),
  DKIM_DOMAIN: domainName.optional(),
  DKIM_SELECTOR: domainName.optional(),
  DKIM_KEY_FILE: z.string().min(1).optional(),
  OIDC_ISSUER: issuer.optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  OIDC_NAME: z.string().min(1).max(100).optional(),
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
  /** The server that takes our mail; null: mail is put into words and kept to be read. */
  smtpUrl: string | null
  mailFrom: Sender
  /** A Maildir in which a mail server puts what comes to the domain of mailFrom; null: no mail comes in. */
  mailIn: string | null
  dkim: DkimSettings | null
  /** With which addresses that go out by mail are signed; null: one is made once and kept in DATA_DIR. */
  secret: string | null
  /** The organisation's own sign-in; null: there is none. */
  oidc: OidcSettings | null
}>

/** Reads the settings. An empty one counts as not set. Throws Refused, which names each setting that cannot be understood. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''))
  const result = Settings.safeParse(given)
  if (!result.success) throw new Refused(explain(result.error))
  const settings = result.data
  const publicUrl = (settings.PUBLIC_URL ?? `http://localhost:${settings.PORT}`).replace(/\/+$/, '')
  return Object.freeze({
    port: settings.PORT,
    host: settings.HOST,
    dataDir: settings.DATA_DIR,
    databaseUrl: settings.DATABASE_URL ?? null,
    publicUrl,
    contact: settings.CONTACT ?? null,
    trustProxy: settings.TRUST_PROXY,
    dumps: settings.DUMPS,
    rateLimit: settings.RATE_LIMIT,
    logLevel: settings.LOG_LEVEL,
    smtpUrl: settings.SMTP_URL ?? null,
    mailFrom: settings.MAIL_FROM ?? { name: 'Actionlines', address: `actionlines@${new URL(publicUrl).hostname}` },
    mailIn: settings.MAIL_IN ?? null,
    dkim: dkimOf(settings),
    secret: settings.SECRET ?? null,
    oidc: oidcOf(settings),
  })
}

/** A signature needs all three of its settings. */
function dkimOf({ DKIM_DOMAIN: domain, DKIM_SELECTOR: selector, DKIM_KEY_FILE: keyFile }: z.infer<typeof Settings>): DkimSettings | null {
  if (domain !== undefined && selector !== undefined && keyFile !== undefined) return { domain, selector, keyFile }
  if (domain === undefined && selector === undefined && keyFile === undefined) return null
  throw new Refused('DKIM_DOMAIN, DKIM_SELECTOR and DKIM_KEY_FILE belong together: set all three, or none.')
}

/** A provider needs three settings; what people call it is its host where nothing else is said. */
function oidcOf(settings: z.infer<typeof Settings>): OidcSettings | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret, OIDC_NAME: name } = settings
  if (issuer !== undefined && clientId !== undefined && clientSecret !== undefined)
    return { issuer, clientId, clientSecret, name: name ?? new URL(issuer).host }
  if (issuer === undefined && clientId === undefined && clientSecret === undefined && name === undefined) return null
  throw new Refused('OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET belong together: set all three, or none.')
}

function explain(error: z.ZodError): string {
  const lines = error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`)
  return ['These settings cannot be understood. Correct them, or unset them to use what they are by default:', ...lines].join('\n')
}
