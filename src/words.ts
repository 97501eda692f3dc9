/** Every slice's words, and with them the languages that are complete. */

import { strings as settings } from './accounts/administration/settings-strings.ts'
import { strings as administration } from './accounts/administration/strings.ts'
import { strings as confirmations } from './accounts/confirmations/strings.ts'
import { strings as notices } from './accounts/notices/strings.ts'
import { strings as provider } from './accounts/oidc/strings.ts'
import { strings as passkeys } from './accounts/passkeys/strings.ts'
import { strings as accounts } from './accounts/strings.ts'
import { strings as facilitationApi } from './facilitation/api-strings.ts'
import { strings as contacts } from './facilitation/contact/strings.ts'
import { strings as lineBox } from './facilitation/line-box-strings.ts'
import { strings as facilitation } from './facilitation/strings.ts'
import { strings as frameworkApi } from './framework/api-strings.ts'
import { strings as corrections } from './framework/corrections/strings.ts'
import { strings as framework } from './framework/strings.ts'
import { strings as api } from './overview/api/strings.ts'
import { strings as data } from './overview/data/strings.ts'
import { strings as figures } from './overview/figures/strings.ts'
import { strings as home } from './overview/home/strings.ts'
import { strings as lines } from './overview/lines/strings.ts'
import { strings as places } from './overview/places/strings.ts'
import { strings as search } from './overview/search/strings.ts'
import { strings as finding } from './overview/stakeholders/strings.ts'
import { strings as overview } from './overview/strings.ts'
import { type Locales, readLocales } from './platform/locales.ts'
import { strings as acting } from './stakeholders/acting-strings.ts'
import { strings as stakeholdersApi } from './stakeholders/api-strings.ts'
import { strings as behalf } from './stakeholders/behalf-strings.ts'
import { strings as doubles } from './stakeholders/doubles-strings.ts'
import { strings as invitations } from './stakeholders/invitation-strings.ts'
import { strings as messages } from './stakeholders/messages/strings.ts'
import { strings as stakeholderNotices } from './stakeholders/notice-strings.ts'
import { strings as secretariat } from './stakeholders/queue-strings.ts'
import { strings as registration } from './stakeholders/registration-strings.ts'
import { strings as representatives } from './stakeholders/representative-strings.ts'
import { strings as stakeholders } from './stakeholders/strings.ts'
import { strings as withdrawals } from './stakeholders/withdrawal-strings.ts'
import { strings as stocktakingApi } from './stocktaking/api-strings.ts'
import { strings as list } from './stocktaking/list/strings.ts'
import { strings as pictures } from './stocktaking/pictures/strings.ts'
import { strings as stocktaking } from './stocktaking/strings.ts'
import { strings as parameters } from './ui/api-strings.ts'
import { strings as draft } from './ui/draft-strings.ts'
import { strings as mailIn } from './ui/mail-in-strings.ts'
import { strings as mail } from './ui/mail-strings.ts'
import { strings as ui } from './ui/strings.ts'

export function readWords(root: string): Locales {
  return readLocales(`${root}/locales`, [
    ui,
    mail,
    mailIn,
    draft,
    parameters,
    framework,
    frameworkApi,
    corrections,
    accounts,
    passkeys,
    provider,
    administration,
    notices,
    confirmations,
    settings,
    stakeholders,
    stakeholdersApi,
    registration,
    representatives,
    acting,
    behalf,
    messages,
    secretariat,
    doubles,
    stakeholderNotices,
    invitations,
    withdrawals,
    facilitation,
    lineBox,
    facilitationApi,
    contacts,
    stocktaking,
    stocktakingApi,
    list,
    pictures,
    overview,
    finding,
    search,
    home,
    figures,
    places,
    lines,
    data,
    api,
  ])
}
