/** What the pages of administrators have in common, and the page that leads to them. */
import type { Child } from 'hono/jsx'
import type { View } from '../../platform/i18n.ts'
import { Layout } from '../../ui/layout.tsx'
import { Name } from '../../ui/text.tsx'
import type { Named } from './rules.ts'
import { strings as settings } from './settings-strings.ts'
import { strings } from './strings.ts'

const PARTS = ['roles', 'outbox', 'log'] as const
const SETTINGS = '/administration/settings'

export function AdministrationPage({ view }: { view: View }) {
  const t = view.words(strings)
  return (
    <Layout view={view} title={t('administration')}>
      <div class="stack">
        <h1>{t('administration')}</h1>
        <p class="lead">{t('administrationLead')}</p>
        <ul class="list">
          {PARTS.map((part) => (
            <li>
              <a href={view.to(`/administration/${part}`)}>{t(part)}</a>
              <p class="soft small">{t(`${part}Hint`)}</p>
            </li>
          ))}
          <li>
            <a href={view.to(SETTINGS)}>{view.words(settings)('settings')}</a>
            <p class="soft small">{view.words(settings)('settingsHint')}</p>
          </li>
        </ul>
      </div>
    </Layout>
  )
}

/** A page of administrators below that one. */
export function Below({ view, title, children }: { view: View; title: string; children: Child }) {
  const t = view.words(strings)
  return (
    <Layout view={view} title={title}>
      <div class="stack">
        <p class="small">
          <a href={view.to('/administration')}>{t('administration')}</a>
        </p>
        <h1>{title}</h1>
        {children}
      </div>
    </Layout>
  )
}

/** Somebody, or the command of an operator. */
export function Who({ view, who }: { view: View; who: Named | null }) {
  const t = view.words(strings)
  if (who === null) return <>{t('operator')}</>
  if (who.erased) return <>{t('formerParticipant')}</>
  return <Name text={who.name || who.publicId} />
}
