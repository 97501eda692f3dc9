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
  '/stakeholders': [
    '/stakeholders',
    '/stakeholders?type=civil-society',
    '/stakeholders?type=nobody',
    '/stakeholders?q=union&country=ch&region=europe&standing=public',
    '/stakeholders?line=c7-e-health&page=0',
  ],
  '/stakeholders/:id': ['/stakeholders/{stakeholder}', '/stakeholders/{organ}', '/stakeholders/aaaaaaaaaa'],
  '/whats-new': ['/whats-new', '/whats-new?before=1', '/whats-new?before=x'],
  '/api': ['/api'],
  '/data': ['/data'],
  '/about': ['/about'],
  '/sign-in': ['/sign-in', '/sign-in?next=/en/account', 'POST /sign-in email=ada'],
  '/sign-in/code': ['/sign-in/code', 'POST /sign-in/code email=ada@example.org&code=1'],
  '/sign-in/passkey': ['/sign-in/passkey', '/sign-in/passkey?next=/en/account', 'POST /sign-in/passkey answer=x&challenge=x'],
  '/sign-in/provider': [
    '/sign-in/provider',
    '/sign-in/provider?refused=unverified&next=/en/account',
    '/sign-in/provider?refused=planet',
    'POST /sign-in/provider next=/en/account',
  ],
  '/sign-in/provider/callback': ['/sign-in/provider/callback'],
  '/sign-in/:token': ['/sign-in/{link}', `/sign-in/${'x'.repeat(43)}`],
  '/account/erased': ['/account/erased'],
  '/invitations/:token': ['/invitations/{invited}', `/invitations/${'x'.repeat(43)}`],
  '/mail': ['/mail', 'POST /mail email=ada', 'POST /mail email=ada@example.org'],
  '/mail/:code': ['/mail/{preferences}', '/mail/{preferences}?saved=yes', 'POST /mail/{preferences} language=tlh', '/mail/nobody'],
  '/mail/:code/stop': ['/mail/{stop}/stop', 'POST /mail/{stop}/stop List-Unsubscribe=One-Click'],
  '/confirm/:token': ['/confirm/{confirm}', `/confirm/${'x'.repeat(43)}`],
}

/** The same of the pages that only somebody sees who is signed in: somebody with every role there is. */
export const OWN_ADDRESSES: Record<string, readonly string[]> = {
  '/sign-out': ['/sign-out'],
  '/account': ['/account', `POST /account name=${'x'.repeat(201)}&language=en`],
  '/account/addresses': ['/account/addresses', 'POST /account/addresses email=ada', 'POST /account/addresses email=ada@example.com'],
  '/account/organisations': ['/account/organisations'],
  '/account/mail': ['/account/mail', 'POST /account/mail language=tlh'],
  '/account/passkeys': ['/account/passkeys', 'POST /account/passkeys answer=x&challenge=x'],
  '/account/provider': ['/account/provider'],
  '/account/sessions': ['/account/sessions'],
  '/account/erase': ['/account/erase'],
  '/stakeholders/new': [
    '/stakeholders/new',
    'POST /stakeholders/new name=&website=x',
    // What that kept is in the form now.
    '/stakeholders/new?',
    'POST /stakeholders/new name=International&language=en&type=business&ownName=Ada',
  ],
  '/stakeholders/:id/represent': ['/stakeholders/6ghg4k4hdg/represent', 'POST /stakeholders/6ghg4k4hdg/represent act=ask'],
  '/stakeholders/:id/entered': ['/stakeholders/6ghg4k4hdg/entered'],
  '/secretariat/on-behalf': [
    '/secretariat/on-behalf',
    'POST /secretariat/on-behalf sourceTitle=&name=&website=x&personName=Ada',
    'POST /secretariat/on-behalf sourceKind=letter&sourceTitle=Letter&sourceDate=2026-02-20&name=International&language=en&type=business',
  ],
  '/stakeholders/:id/double': [
    '/stakeholders/6ghg4k4hdg/double?q=international',
    '/stakeholders/6ghg4k4hdg/double?q=zzzz',
    'POST /stakeholders/6ghg4k4hdg/double q=international&reason=',
  ],
  '/doubles/:double': ['/doubles/{double}', 'POST /doubles/{double} act=refuse'],
  '/stakeholders/:id/write': [
    '/stakeholders/{writtenTo}/write',
    '/stakeholders/6ghg4k4hdg/write',
    'POST /stakeholders/{writtenTo}/write subject=&text=',
  ],
  '/messages': ['/messages'],
  '/messages/:id': ['/messages/{conversation}'],
  '/facilitators/:line/:id/contact': [
    '/facilitators/c9/c7q3x4hwls/contact',
    'POST /facilitators/c9/c7q3x4hwls/contact act=give&email=x&telephone=x',
  ],
  '/administration': ['/administration'],
  '/administration/roles': ['/administration/roles', 'POST /administration/roles email=nobody@example.org&role=x'],
  '/administration/outbox': ['/administration/outbox', '/administration/outbox?state=failed'],
  '/administration/outbox/:id': ['/administration/outbox/{mail}'],
  '/administration/settings': [
    '/administration/settings',
    'POST /administration/settings act=notice&lastDay=x',
    'POST /administration/settings act=contact&contact=x',
  ],
  '/administration/log': ['/administration/log', '/administration/log?who=nobody'],
  '/stakeholders/:id/withdraw': ['/stakeholders/6ghg4k4hdg/withdraw', 'POST /stakeholders/6ghg4k4hdg/withdraw act=withdraw&reason='],
  '/activities/:id/withdraw': ['/activities/{activity}/withdraw', 'POST /activities/{activity}/withdraw act=withdraw&reason='],
  '/secretariat/invitations': [
    '/secretariat/invitations',
    'POST /secretariat/invitations act=look&list=&language=x',
    'POST /secretariat/invitations act=look&language=en&list=nobody%0Aada@example.com,Ada,International',
    'POST /secretariat/invitations withdraw=1',
  ],
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
