/** The whole site: what every request passes, then the slices in order. Reading starts here. */
import { join } from 'node:path'
import { draftsIn, forgetOldDrafts } from './accounts/drafts/index.ts'
import {
  type AccountsTables,
  accountMails,
  accounts,
  administrationRoutes,
  type Confirmables,
  confirmationMails,
  confirmations,
  forgetAddresses,
  lostLink,
  mailChoices,
  noticeMails,
  ownData,
  type Running,
  SettingsKeeper,
  tellDaily,
  whoIs,
  whoseAddress,
} from './accounts/index.ts'
import { CALLBACK, providerSignIn } from './accounts/oidc/index.ts'
import { passkeys } from './accounts/passkeys/index.ts'
import type { Config } from './config.ts'
import {
  contacts,
  type FacilitationTables,
  facilitationApi,
  facilitationRoutes,
  holdsMandate,
  lineBox,
  mandatesClash,
} from './facilitation/index.ts'
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
import { RateLimit, triesLimit } from './platform/limits.ts'
import type { Log } from './platform/log.ts'
import { type MailHandlers, MailIn, mailDomain, NOT_UNDERSTOOD } from './platform/mail-in.ts'
import { LARGEST_MAIL } from './platform/mail-in-rules.ts'
import { Provider } from './platform/oidc.ts'
import { MAIL_QUEUED, Outbox, type Renderers } from './platform/outbox.ts'
import { eraseMails } from './platform/outbox-store.ts'
import { whereabouts } from './platform/postgres.ts'
import { readSecret, type Secret } from './platform/secret.ts'
import { serveSite } from './platform/site.ts'
import { smtpTransport } from './platform/smtp.ts'
import {
  actingMails,
  doubleMails,
  endOfErased,
  forgetInvitations,
  noteTaken,
  publishDue,
  readSharedDomains,
  type StakeholdersTables,
  settleSilent,
  stakeholderMails,
  stakeholderNotices,
  stakeholderRoutes,
  stakeholdersApi,
} from './stakeholders/index.ts'
import { answerByMail, beginByMail, blankErased, CONVERSATION, messageMails, messages, messagesFor } from './stakeholders/messages/index.ts'
import { indexMerged, Register, type StocktakingTables, stocktaking, stocktakingApi, stocktakingMails } from './stocktaking/index.ts'
import { refusalWords, refusedWords, sharedParameters } from './ui/api.ts'
import { notUnderstood } from './ui/mail-in.ts'
import { ProblemPage, problemWords } from './ui/problem.tsx'
import { readWords } from './words.ts'

/** Every table of the site: the slices' own, together. */
export type Tables = PlatformTables & FrameworkTables & AccountsTables & StakeholdersTables & FacilitationTables & StocktakingTables
export type Db = Database<Tables>

/**
 * Every route, in the order of the slices: pages and files below their language, then the API. `register` and `dumps`: what the
 * process keeps; `positions`: where maps have circles; `sharedDomains`: those that say nothing about an organisation, without which no
 * address makes anybody a representative; `provider`: the organisation's own sign-in; `secret`: with which addresses that go out by mail
 * are signed; `running`: what administrators may see of the settings.
 */
export function routesOf(
  register: Register,
  dumps: Dumps,
  { positions = new Map(), sharedDomains = null, provider = null, secret = { key: '' }, running = NOTHING }: RoutesNeed = {},
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
    ...providerSignIn(provider).routes,
    ...accounts.routes,
    ...mailChoices(secret).routes,
    ...confirmations(confirmablesOf(secret)).routes,
    ...ownData({ messages: messagesFor }).routes,
    ...stakeholderRoutes(sharedDomains, { mandatesClash, holdsMandate }).routes,
    ...messages.routes,
    ...administrationRoutes(running).routes,
    ...facilitationRoutes.routes,
    ...contacts.routes,
    ...stocktaking(register, positions).routes,
    ...overview(register).routes,
    ...data(dumps).routes,
    ...documentation(endpoints).routes,
    ...endpoints,
  ]
}

/** What can be asked for by an address alone, and confirmed by mail. */
function confirmablesOf(secret: Secret): Confirmables<Tables> {
  return { 'lost-link': lostLink(secret) }
}

type RoutesNeed = Partial<{
  positions: Positions
  sharedDomains: ReadonlySet<string> | null
  provider: Provider | null
  secret: Secret
  running: Running
}>

const NOTHING: Running = {
  ...{ database: '', publicUrl: '', mailServer: null, sender: '', dkim: null, contact: null, rateLimit: 0, dumps: false },
}

/** How the mails of each kind are put into words. */
export function renderersOf(secret: Secret): Renderers<Tables> {
  return {
    ...accountMails,
    ...noticeMails<Tables>(secret, { ...stakeholderNotices }),
    ...confirmationMails(confirmablesOf(secret)),
    ...stakeholderMails,
    ...actingMails,
    ...doubleMails,
    ...messageMails(secret),
    ...stocktakingMails,
    [NOT_UNDERSTOOD]: async (_tx, view, facts) => notUnderstood(view, facts, LARGEST_MAIL),
  }
}

/** What mail that comes in is for. */
const mailHandlers: MailHandlers<Tables> = {
  replies: { [CONVERSATION]: answerByMail },
  boxes: { line: lineBox(beginByMail) },
}

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

/** What the plan is called stands on every page: where it was corrected, all are made anew. */
async function renewPlanTitles({ db, site, cache }: { db: Db; site: Site; cache: PageCache }): Promise<void> {
  const titles = await planTitles(db)
  if (JSON.stringify(titles) === JSON.stringify(site.planTitles)) return
  site.planTitles = titles
  cache.changed(null)
}

export async function buildApp({ connection, config, clock, log, root }: Parts) {
  const { db } = connection
  const secret = readSecret(config.secret, config.dataDir)
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
    mailDomain: config.mailIn === null ? null : mailDomain(config.mailFrom.address),
    planTitles: await planTitles(db),
    stylesheet: assets.stylesheet.path,
    passkeyScript: assets.passkeyScript.path,
    draftScript: assets.draftScript.path,
    provider: config.oidc?.name ?? null,
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
    renderers: renderersOf(secret),
    view: (language: Language, now) => new View({ language, catalogues: locales.catalogues, path: '/', now, site }),
    transport: smtpTransport(config),
    from: config.mailFrom,
    log,
  })
  const mailIn =
    config.mailIn === null
      ? null
      : new MailIn<Tables>({
          db,
          folder: config.mailIn,
          secret,
          from: config.mailFrom.address,
          handlers: mailHandlers,
          whose: whoseAddress,
          log,
        })
  const duties = [
    { name: MAIL_QUEUED, run: (now: Date) => outbox.deliver(now) },
    { name: 'erase-mails', run: (now: Date) => eraseMails(db, now) },
    { name: 'publish-registered', run: (now: Date) => publishDue(db, now) },
    { name: 'merge-unopposed-doubles', run: (now: Date) => settleSilent(db, mandatesClash, now) },
    { name: 'index-merged-doubles', run: () => indexMerged(db) },
    { name: 'tell-daily', run: (now: Date) => tellDaily(db, now) },
    { name: 'forget-addresses', run: (now: Date) => forgetAddresses(db, now) },
    { name: 'forget-drafts', run: (now: Date) => forgetOldDrafts(db, now) },
    { name: 'end-erased-representatives', run: (now: Date) => endOfErased(db, now) },
    { name: 'blank-erased-messages', run: (now: Date) => blankErased(db, now) },
    ...(mailIn ? [{ name: 'mail-in', run: (now: Date) => mailIn.collect(now) }] : []),
    { name: 'note-taken-invitations', run: (now: Date) => noteTaken(db, now) },
    { name: 'forget-invitations', run: (now: Date) => forgetInvitations(db, now) },
  ]
  const jobs = new Jobs({ duties, clock, log })
  connection.onChange((slice) => {
    if (slice === MAIL_QUEUED) jobs.nudge(slice)
    register.changed(slice)
    cache.changed(settings.changed(slice) ? null : slice)
    keeper.changed(slice)
    if (slice === 'framework')
      renewPlanTitles({ db, site, cache }).catch((error: unknown) => log.error({ error }, 'the titles of the plan were not read'))
  })

  const provider = config.oidc && new Provider(config.oidc, `${config.publicUrl}${CALLBACK}`, log)
  const running = runningOf(config, connection.version)
  const app = serveSite(routesOf(register, dumps, { ...shippedIn(join(root, 'data')), provider, secret, running }), {
    db,
    clock,
    cache,
    limit: new RateLimit(config.rateLimit),
    tries: triesLimit(config.rateLimit),
    drafts: draftsIn(db),
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
  return { app, cache, locales, settings, register, keeper, outbox, jobs, mailIn }
}
