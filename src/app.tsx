/** The whole site: what every request passes, then the slices in order. Reading starts here. */
import { join } from 'node:path'
import { type AccountsTables, accountMails, accounts, administrationRoutes, type Running, SettingsKeeper, whoIs } from './accounts/index.ts'
import { passkeys } from './accounts/passkeys/index.ts'
import type { Config } from './config.ts'
import { type FacilitationTables, facilitation, facilitationApi, holdsMandate } from './facilitation/index.ts'
import { type FrameworkTables, framework, frameworkApi, type Positions, planTitles, readPositions } from './framework/index.ts'
import { DATA_READS, data, documentation, makersOf, overview } from './overview/index.ts'
import { readAssets } from './platform/assets.ts'
import { PageCache } from './platform/cache.ts'
import type { Connection, Database } from './platform/db.ts'
import { DumpKeeper } from './platform/dump-keeper.ts'
import { Dumps } from './platform/dumps.ts'
import type { PlatformTables } from './platform/events.ts'
import type { Route } from './platform/http.ts'
import { type Language, type Site, View } from './platform/i18n.ts'
import { Jobs } from './platform/jobs.ts'
import { RateLimit } from './platform/limits.ts'
import type { Log } from './platform/log.ts'
import { MAIL_QUEUED, Outbox, type Renderers } from './platform/outbox.ts'
import { eraseMails } from './platform/outbox-store.ts'
import { whereabouts } from './platform/postgres.ts'
import { serveSite } from './platform/site.ts'
import { smtpTransport } from './platform/smtp.ts'
import {
  endOfErased,
  forgetInvitations,
  noteTaken,
  publishDue,
  readSharedDomains,
  type StakeholdersTables,
  stakeholderMails,
  stakeholderRoutes,
  stakeholdersApi,
} from './stakeholders/index.ts'
import { Register, type StocktakingTables, stocktaking, stocktakingApi, stocktakingMails } from './stocktaking/index.ts'
import { refusalWords, refusedWords, sharedParameters } from './ui/api.ts'
import { ProblemPage, problemWords } from './ui/problem.tsx'
import { readWords } from './words.ts'

/** Every table of the site: the slices' own, together. */
export type Tables = PlatformTables & FrameworkTables & AccountsTables & StakeholdersTables & FacilitationTables & StocktakingTables
export type Db = Database<Tables>

/**
 * Every route, in the order of the slices: pages and files below their language, then the API. `register` and `dumps`: what the
 * process keeps; `positions`: where maps have circles; `sharedDomains`: those that say nothing about an organisation, without which no
 * address makes anybody a representative; `running`: what administrators may see of the settings.
 */
export function routesOf(
  register: Register,
  dumps: Dumps,
  { positions = new Map(), sharedDomains = null, running = NOTHING }: Partial<Given> = {},
): readonly Route<Tables>[] {
  const endpoints: readonly Route<Tables>[] = [
    ...frameworkApi.routes,
    ...stakeholdersApi.routes,
    ...facilitationApi.routes,
    ...stocktakingApi(register).routes,
  ]
  return [
    ...framework.routes,
    // Before the links of mails, whose addresses begin like theirs.
    ...passkeys.routes,
    ...accounts.routes,
    ...stakeholderRoutes(sharedDomains, holdsMandate).routes,
    ...administrationRoutes(running).routes,
    ...facilitation.routes,
    ...stocktaking(register, positions).routes,
    ...overview(register).routes,
    ...data(dumps).routes,
    ...documentation(endpoints).routes,
    ...endpoints,
  ]
}

/** What routes are given once: see above. */
type Given = { positions: Positions; sharedDomains: ReadonlySet<string> | null; running: Running }

const NOTHING: Running = {
  ...{ database: '', publicUrl: '', mailServer: null, sender: '', dkim: null, contact: null, rateLimit: 0, dumps: false },
}

/** How the mails of each kind are put into words. */
export const renderers: Renderers<Tables> = { ...accountMails, ...stakeholderMails, ...stocktakingMails }

/** What routes need of data/ while they run. */
function shippedIn(data: string) {
  return { positions: readPositions(data), sharedDomains: readSharedDomains(data) }
}

/** What administrators may see of the settings: where things are, no name, password or key. */
function runningOf({ publicUrl, smtpUrl, mailFrom, dkim, contact, rateLimit, dumps }: Config, database: string): Running {
  const { name, address } = mailFrom
  const sender = name ? `${name} <${address}>` : address
  return { database, publicUrl, mailServer: smtpUrl && whereabouts(smtpUrl), sender, dkim: dkim?.domain ?? null, contact, rateLimit, dumps }
}

export type Parts = {
  connection: Pick<Connection<Tables>, 'db' | 'onChange' | 'version'>
  config: Config
  clock: () => Date
  log: Log
  /** The folder that holds locales/ and public/. */
  root: string
}

export async function buildApp({ connection, config, clock, log, root }: Parts) {
  const { db } = connection
  const cache = new PageCache()
  const register = new Register()
  const settings = new SettingsKeeper()
  const dumps = new Dumps(join(config.dataDir, 'dumps'))

  const locales = readWords(root)
  const assets = readAssets(`${root}/public`)
  const site: Site = {
    languages: locales.complete,
    origin: config.publicUrl,
    contact: config.contact,
    planTitles: await planTitles(db),
    stylesheet: assets.stylesheet.path,
    passkeyScript: assets.passkeyScript.path,
  }
  const english = (now: Date) => new View({ language: 'en', catalogues: locales.catalogues, path: '/', now, site })
  const keeper = new DumpKeeper({
    dumps,
    makers: makersOf(db, english),
    reads: DATA_READS,
    clock,
    log,
    onMade: () => cache.changed('dumps'),
  })
  const outbox = new Outbox({
    db,
    renderers,
    view: (language: Language, now) => new View({ language, catalogues: locales.catalogues, path: '/', now, site }),
    transport: smtpTransport(config),
    from: config.mailFrom,
    log,
  })
  const duties = [
    { name: MAIL_QUEUED, run: (now: Date) => outbox.deliver(now) },
    { name: 'erase-mails', run: (now: Date) => eraseMails(db, now) },
    { name: 'publish-registered', run: (now: Date) => publishDue(db, now) },
    { name: 'end-erased-representatives', run: (now: Date) => endOfErased(db, now) },
    { name: 'note-taken-invitations', run: (now: Date) => noteTaken(db, now) },
    { name: 'forget-invitations', run: (now: Date) => forgetInvitations(db, now) },
  ]
  const jobs = new Jobs({ duties, clock, log })
  connection.onChange((slice) => {
    if (slice === MAIL_QUEUED) jobs.nudge(slice)
    register.changed(slice)
    cache.changed(settings.changed(slice) ? null : slice)
    keeper.changed(slice)
  })

  const given = { ...shippedIn(join(root, 'data')), running: runningOf(config, connection.version) }
  const app = serveSite(routesOf(register, dumps, given), {
    db,
    clock,
    cache,
    limit: new RateLimit(config.rateLimit),
    log,
    site,
    settings: { current: (now) => settings.current(db, now), known: (now) => settings.known(now) },
    locales,
    assets: assets.all,
    whoIs: (token, now) => whoIs(db, token, now),
    words: {
      problemPage: (view, problem, detail) => <ProblemPage view={view} problem={problem} detail={detail} />,
      problem: problemWords,
      refusal: refusalWords,
      refused: refusedWords,
      shared: sharedParameters,
    },
  })
  return { app, cache, locales, settings, register, keeper, outbox, jobs }
}
