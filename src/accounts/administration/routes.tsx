/** The pages of administrators: roles, the outbox, the record of events, the settings. */
import { BadRequest, NotFound } from '../../platform/errors.ts'
import type { PlatformTables } from '../../platform/events.ts'
import { parse, refusing } from '../../platform/forms.ts'
import { page, redirect, slice } from '../../platform/http.ts'
import { findMail, listMails } from '../../platform/outbox-store.ts'
import type { AccountsTables } from '../tables.ts'
import { LogPage } from './log-pages.tsx'
import { listEventKinds, listEvents } from './log-store.ts'
import { MailPage, OutboxPage } from './outbox-pages.tsx'
import { AdministrationPage } from './pages.tsx'
import { RolesPage } from './role-pages.tsx'
import { appoint, dismiss, listHolders } from './role-store.ts'
import { Appointment, officeIn, PER_PAGE, REFUSALS, readLogQuery, readMailQuery } from './rules.ts'
import { settingsRoutes } from './settings-routes.tsx'
import type { Running } from './settings-rules.ts'

/** `running`: what the site runs with, as administrators may see it. */
export function administrationRoutes(running: Running) {
  return { routes: [...administration.routes, ...settingsRoutes(running).routes] }
}

const administration = slice<AccountsTables & PlatformTables>('platform', 'accounts')

administration.get('/administration', 'administrator', [], async ({ view }) => page(<AdministrationPage view={view} />))

administration.get('/administration/roles', 'administrator', [], async ({ db, view }) =>
  page(<RolesPage view={view} holders={await listHolders(db)} form={{ typed: {}, errors: {} }} />),
)

administration.post('/administration/roles', 'administrator', async ({ db, now, view, visitor, typed }) => {
  if (typed.end !== undefined) {
    const office = officeIn(typed.end)
    const refused = office && (await dismiss(db, visitor, office, now))
    if (refused)
      return page(<RolesPage view={view} holders={await listHolders(db)} form={refusing(typed, 'end', refused)} />, { status: 409 })
    const resigned = office?.role === 'administrator' && office.publicId === visitor.publicId
    return redirect(view.to(resigned ? '/account' : '/administration/roles'))
  }
  const form = parse(Appointment, typed, REFUSALS)
  if (!form.ok) return page(<RolesPage view={view} holders={await listHolders(db)} form={form} />, { status: 422 })

  const refused = await appoint(db, visitor, form.value, now)
  if (refused)
    return page(<RolesPage view={view} holders={await listHolders(db)} form={refusing(typed, 'email', refused)} />, { status: 422 })
  return redirect(view.to('/administration/roles'))
})

administration.get('/administration/outbox', 'administrator', ['state', 'page'], async ({ db, view, query }) => {
  const asked = readMailQuery(query)
  if (typeof asked === 'string') throw new BadRequest(asked)

  const { mails, total } = await listMails(db, { ...asked, size: PER_PAGE })
  const pages = Math.max(1, Math.ceil(total / PER_PAGE))
  if (asked.page > pages) throw new NotFound(`page ${asked.page}`)
  return page(<OutboxPage view={view} asked={asked} mails={mails} total={total} pages={pages} />)
})

administration.get('/administration/outbox/:id{[1-9][0-9]{0,14}}', 'administrator', [], async ({ db, view, param }) => {
  const mail = await findMail(db, Number(param('id')))
  if (mail === null) throw new NotFound('no such mail')
  return page(<MailPage view={view} mail={mail} />)
})

administration.get('/administration/log', 'administrator', ['kind', 'who', 'before'], async ({ db, view, query }) => {
  const asked = readLogQuery(query)
  if (typeof asked === 'string') throw new BadRequest(asked)

  // One more than is shown tells whether there are older ones.
  const [found, kinds] = await Promise.all([listEvents(db, asked, PER_PAGE + 1), listEventKinds(db)])
  const events = found.slice(0, PER_PAGE)
  const older = found.length > PER_PAGE ? (events.at(-1)?.id ?? null) : null
  return page(<LogPage view={view} asked={asked} kinds={kinds} events={events} older={older} />)
})
