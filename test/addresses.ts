/** The pages of the table of routes with addresses at which there is something to see. */
import type { Language } from '../src/platform/i18n.ts'

/** For each page of the table, addresses that show it with something, with nothing, and asked wrongly. */
export const ADDRESSES: Record<string, readonly string[]> = {
  '/': ['/'],
  '/lines': ['/lines'],
  '/lines/:slug': ['/lines/c1', '/lines/c7', '/lines/c7-e-health', '/lines/c99', '/lines/plan'],
  '/countries': ['/countries'],
  '/countries/:key': ['/countries/ke', '/countries/aq', '/countries/zz'],
  '/regions/:key': ['/regions/africa', '/regions/eastern-africa', '/regions/micronesia', '/regions/world'],
  '/facilitators': [
    '/facilitators',
    '/facilitators?on=2006-02-24',
    '/facilitators?on=2006-02-24&compare=2005-11-18',
    '/facilitators?on=1999-01-01',
    '/facilitators?on=yesterday',
  ],
  '/follow-up': ['/follow-up'],
  '/search': ['/search', '/search?q=radio', '/search?q=zzzz'],
  '/stocktaking': [
    '/stocktaking',
    '/stocktaking?line=c7-e-health',
    '/stocktaking?q=radio&status=implementation,closed',
    '/stocktaking?q=telemedicne&sort=start',
    '/stocktaking?q=%22',
    '/stocktaking?country=KE&year=1950',
    '/stocktaking?line=c99',
    '/stocktaking?page=0',
  ],
  '/stocktaking/values/:facet': ['/stocktaking/values/organisation', '/stocktaking/values/region?q=radio', '/stocktaking/values/colour'],
  '/stocktaking/pictures': [
    '/stocktaking/pictures',
    '/stocktaking/pictures?by=line',
    '/stocktaking/pictures?by=year',
    '/stocktaking/pictures?by=status&country=us',
    '/stocktaking/pictures?by=type',
    '/stocktaking/pictures?by=type&year=1950',
    '/stocktaking/pictures?by=planet',
    '/stocktaking/pictures?by=line&country=atlantis',
  ],
  '/activities/:id': ['/activities/{activity}', '/activities/{prize}', '/activities/aaaaaaaaaa', '/activities/nonsense'],
  '/stakeholders': ['/stakeholders', '/stakeholders?type=civil-society', '/stakeholders?type=nobody'],
  '/stakeholders/:id': ['/stakeholders/{stakeholder}', '/stakeholders/{organ}', '/stakeholders/aaaaaaaaaa'],
  '/whats-new': ['/whats-new', '/whats-new?before=1', '/whats-new?before=x'],
  '/api': ['/api'],
  '/data': ['/data'],
  '/about': ['/about'],
  '/sign-in': ['/sign-in', '/sign-in?next=/en/account', 'POST /sign-in email=ada'],
  '/sign-in/code': ['/sign-in/code', 'POST /sign-in/code email=ada@example.org&code=1'],
  '/sign-in/passkey': ['/sign-in/passkey', '/sign-in/passkey?next=/en/account', 'POST /sign-in/passkey answer=x&challenge=x'],
  '/sign-in/:token': ['/sign-in/{link}', `/sign-in/${'x'.repeat(43)}`],
  '/account/erased': ['/account/erased'],
}

/** The same of the pages that only somebody sees who is signed in: somebody with every role there is. */
export const OWN_ADDRESSES: Record<string, readonly string[]> = {
  '/sign-out': ['/sign-out'],
  '/account': ['/account', `POST /account name=${'x'.repeat(201)}&language=en`],
  '/account/addresses': ['/account/addresses', 'POST /account/addresses email=ada', 'POST /account/addresses email=ada@example.com'],
  '/account/passkeys': ['/account/passkeys', 'POST /account/passkeys answer=x&challenge=x'],
  '/account/sessions': ['/account/sessions'],
  '/account/erase': ['/account/erase'],
  '/stakeholders/new': [
    '/stakeholders/new',
    'POST /stakeholders/new name=&website=x',
    'POST /stakeholders/new name=International&language=en&type=business&ownName=Ada',
  ],
  '/stakeholders/:id/represent': ['/stakeholders/6ghg4k4hdg/represent', 'POST /stakeholders/6ghg4k4hdg/represent act=ask'],
  '/administration': ['/administration'],
  '/administration/roles': ['/administration/roles', 'POST /administration/roles email=nobody@example.org&role=x'],
  '/administration/outbox': ['/administration/outbox', '/administration/outbox?state=failed'],
  '/administration/outbox/:id': ['/administration/outbox/{mail}'],
  '/administration/log': ['/administration/log', '/administration/log?who=nobody'],
  '/stakeholders/:id/correct': ['/stakeholders/6ghg4k4hdg/correct', 'POST /stakeholders/6ghg4k4hdg/correct type=x'],
  '/stakeholders/:id/members/:member/correct': [
    '/stakeholders/34n7nbowxc/members/izsswv7v27/correct',
    'POST /stakeholders/34n7nbowxc/members/izsswv7v27/correct since=x',
  ],
  '/facilitators/:line/:stakeholder/:role/correct': [
    '/facilitators/c8/c7q3x4hwls/focal-point/correct',
    'POST /facilitators/c8/c7q3x4hwls/focal-point/correct role=focal-point&state=named&position=0',
  ],
  '/lines/:slug/correct': ['/lines/c1/correct', 'POST /lines/c1/correct goals=99'],
  '/follow-up/:process/correct': ['/follow-up/ecosoc-and-cstd/correct', 'POST /follow-up/ecosoc-and-cstd/correct next=soon'],
  '/sources/:slug/correct': ['/sources/tunis-agenda-annex/correct', 'POST /sources/tunis-agenda-annex/correct date=soon'],
  '/secretariat/corrections': ['/secretariat/corrections', '/secretariat/corrections?q=unesco', '/secretariat/corrections?q=zzzz'],
  '/secretariat': ['/secretariat', 'POST /secretariat organisation=6ghg4k4hdg&act=hold'],
}

export type Asked = { path: string; form: string | null }

/** `/lines/c1` is asked for; `POST /sign-in email=ada` is a form that is sent. */
export function askedOf(address: string, language: Language, places: Readonly<Record<string, string>>): Asked {
  const [, path = address, form = null] = /^POST (\S+) (.*)$/.exec(address) ?? []
  return { path: `/${language}${path.replace(/\{(\w+)\}/, (_, name: string) => places[name] ?? `no ${name}`)}`, form }
}
