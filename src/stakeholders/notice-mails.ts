/** What those hear who decide about organisations and those who ask to act for them, while there is something to decide. */
import type { AccountsTables, NoticeKinds } from '../accounts/index.ts'
import type { PlatformTables } from '../platform/events.ts'
import type { View } from '../platform/i18n.ts'
import { strings } from './notice-strings.ts'
import { actsFor, isOfSecretariat, receivedOf, requestOf } from './request-store.ts'
import type { StakeholdersTables } from './tables.ts'

type Tables = StakeholdersTables & AccountsTables & PlatformTables

export const stakeholderNotices = {
  'representative-asked': async (tx, view, { about, person }) => {
    const request = await requestOf(tx, about, view.language)
    if (!request?.isOpen || !(await actsFor(tx, request.organisation, person))) return null
    const t = view.words(strings)
    const said = { name: request.name, person: request.person || t('noName') }
    return {
      subject: t('askedSubject', said),
      line: t('asked', said),
      under: request.name,
      button: { label: t('lookAtRequest'), address: whole(view, `/stakeholders/${request.publicId}/represent`) },
    }
  },
  'request-received': async (tx, view, { about, person }) => {
    const request = await requestOf(tx, about, view.language)
    if (!request?.isOpen || !(await isOfSecretariat(tx, person))) return null
    const t = view.words(strings)
    const said = { name: request.name, person: request.person || t('noName') }
    return { subject: t('askedSubject', said), line: t('askedFirst', said), under: request.name, button: lookAtQueue(view) }
  },
  'organisation-received': async (tx, view, { about, person }) => {
    const received = await receivedOf(tx, about, view.language)
    if (received === null || !(await isOfSecretariat(tx, person))) return null
    const t = view.words(strings)
    const said = { name: received.name, person: received.author || t('noName') }
    return { subject: t('receivedSubject', said), line: t('received', said), under: received.name, button: lookAtQueue(view) }
  },
} as const satisfies NoticeKinds<Tables>

function lookAtQueue(view: View): { label: string; address: string } {
  return { label: view.words(strings)('lookAtQueue'), address: whole(view, '/secretariat') }
}

const whole = (view: View, path: string) => `${view.site.origin}${view.to(path)}`
