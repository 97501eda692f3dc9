/** The whole site: what every request passes, then the slices in order. Reading starts here. */
import { join } from 'node:path'
import { type AccountsTables, accountMails, accounts, administration, whoIs } from './accounts/index.ts'
import { passkeys } from './accounts/passkeys/index.ts'
import type { Config } from './config.ts'
import { type FacilitationTables, facilitationApi, facilitationRoutes } from './facilitation/index.ts'
import { type FrameworkTables, frameworkApi, frameworkRoutes, type Positions, planTitles, readPositions } from './framework/index.ts'
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
import { serveSite } from './platform/site.ts'
import { smtpTransport } from './platform/smtp.ts'
import {
  endOfErased,
  publishDue,
  readSharedDomains,
  type StakeholdersTables,
  stakeholderMails,
  stakeholderRoutes,
  stakeholdersApi,
} from './stakeholders/index.ts'
import { Register, type StocktakingTables, stocktaking, stocktakingApi } from './stocktaking/index.ts'
import { refusalWords, refusedWords, sharedParameters } from './ui/api.ts'
import { ProblemPage, problemWords } from './ui/problem.tsx'
import { readWords } from './words.ts'

/** Every table of the site: the slices' own, together. */
export type Tables = PlatformTables & FrameworkTables & AccountsTables & StakeholdersTables & FacilitationTables & StocktakingTables
export type Db = Database<Tables>

/**
 * Every route, in the order of the slices: pages and files below their language, then the API. `register` and `dumps`: what the
 * process keeps; `positions`: where maps have circles; `sharedDomains`: those that say nothing about an organisation, without which no
 * address makes anybody a representative.
 */
export function routesOf(
  register: Register,
  dumps: Dumps,
  { positions = new Map(), sharedDomains = null }: { positions?: Positions; sharedDomains?: ReadonlySet<string> | null } = {},
): readonly Route<Tables>[] {
  const endpoints: readonly Route<Tables>[] = [
    ...frameworkApi.routes,
    ...stakeholdersApi.routes,
    ...facilitationApi.routes,
    ...stocktakingApi(register).routes,
  ]
  return [
    ...frameworkRoutes.routes,
    // Before the links of mails, whose addresses begin like theirs.
    ...passkeys.routes,
    ...accounts.routes,
    ...stakeholderRoutes(sharedDomains).routes,
    ...administration.routes,
    ...facilitationRoutes.routes,
    ...stocktaking(register, positions).routes,
    ...overview(register).routes,
    ...data(dumps).routes,
    ...documentation(endpoints).routes,
    ...endpoints,
  ]
}

/** How the mails of each kind are put into words. */
export const renderers: Renderers<Tables> = { ...accountMails, ...stakeholderMails }

/** What routes need of data/ while they run. */
function shippedIn(data: string) {
  return { positions: readPositions(data), sharedDomains: readSharedDomains(data) }
}

export type Parts = {
  connection: Pick<Connection<Tables>, 'db' | 'onChange'>
  config: Config
  clock: () => Date
  log: Log
  /** The folder that holds locales/ and public/. */
  root: string
}

/** What the plan is called stands on every page: where it was corrected, all are made anew. */
async function renewPlanTitles({ db, site, cache }: { db: Db; site: Site; cache: PageCache }): Promise<void> {
  const titles = await planTitles(db)
  if (JSON.stringify(titles) === JSON.stringify(site.planTitles)) return
  site.planTitles = titles
  cache.changed(null)
}

export async function buildApp({ connection, config, clock, log, root }: Parts) {
  const { db } = connection
  const cache = new PageCache()
  const register = new Register()
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
    { name: 'publish-registered', run: (now: Date) => publishDue(db, now) },
    { name: 'end-erased-representatives', run: (now: Date) => endOfErased(db, now) },
  ]
  const jobs = new Jobs({ duties, clock, log })
  connection.onChange((slice) => {
    if (slice === MAIL_QUEUED) jobs.nudge(slice)
    register.changed(slice)
    cache.changed(slice)
    keeper.changed(slice)
    if (slice === 'framework')
      renewPlanTitles({ db, site, cache }).catch((error: unknown) => log.error({ error }, 'the titles of the plan were not read'))
  })

  const app = serveSite(routesOf(register, dumps, shippedIn(join(root, 'data'))), {
    db,
    clock,
    cache,
    limit: new RateLimit(config.rateLimit),
    log,
    site,
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
  return { app, cache, locales, register, keeper, outbox, jobs }
}
