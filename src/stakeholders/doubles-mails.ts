/** The mails about two entries of one organisation. Where it was decided meanwhile, none that asks for a decision leaves. */
import type { AccountsTables } from '../accounts/index.ts'
import type { PlatformTables } from '../platform/events.ts'
import type { View } from '../platform/i18n.ts'
import type { Rendered } from '../platform/mail.ts'
import type { Renderers } from '../platform/outbox.ts'
import { type Block, mailOf } from '../ui/mail.tsx'
import { doubleOf } from './doubles-read-store.ts'
import { type Double, stateOf, waitsForSecretariat } from './doubles-rules.ts'
import { strings } from './doubles-strings.ts'
import { strings as representativeWords } from './representative-strings.ts'
import type { StakeholdersTables } from './tables.ts'

type Tables = StakeholdersTables & AccountsTables & PlatformTables

export const doubleMails = {
  'double-proposed': async (tx, view, facts) => {
    const double = await doubleOf(tx, Number(facts.double), view.language)
    if (stateOf(double) !== 'open') return null
    const t = view.words(strings)
    const said = saidOf(view, double)
    const time = waitsForSecretariat(double) ? t('waitsSecretariat') : t('proposedSilence', { ...said, at: view.moment(double.dueAt) })
    return about(view, double, 'proposed', [t('proposedMail', said), { quote: double.reason, language: null }, time])
  },
  'double-waits': async (tx, view, facts) => {
    const double = await doubleOf(tx, Number(facts.double), view.language)
    if (stateOf(double) !== 'open') return null
    const t = view.words(strings)
    return about(view, double, 'waits', [t('waitsMail', saidOf(view, double)), { quote: double.reason, language: null }])
  },
  'double-merged': async (tx, view, facts) => {
    const double = await doubleOf(tx, Number(facts.double), view.language)
    if (stateOf(double) !== 'merged') return null
    const t = view.words(strings)
    const said = saidOf(view, double)
    return about(view, double, 'merged', [t('mergedMail', said), t('effect_powers', said), t('effect_reversible')])
  },
  'double-refused': async (tx, view, facts) => {
    const double = await doubleOf(tx, Number(facts.double), view.language)
    const quote = { quote: double.refusedBecause ?? '', language: null }
    return about(view, double, 'refused', [view.words(strings)('refusedMail', saidOf(view, double)), quote])
  },
  'double-reversed': async (tx, view, facts) => {
    const double = await doubleOf(tx, Number(facts.double), view.language)
    const because = double.reversedBecause === null ? [] : [{ quote: double.reversedBecause, language: null }]
    return about(view, double, 'reversed', [view.words(strings)('reversedMail', saidOf(view, double)), ...because])
  },
} as const satisfies Renderers<Tables>

function saidOf(view: View, { loser, winner, proposer }: Double) {
  return { loser: loser.entry.name, winner: winner.entry.name, person: proposer || view.words(representativeWords)('noName') }
}

type Kind = 'proposed' | 'waits' | 'merged' | 'refused' | 'reversed'

function about(view: View, double: Double, kind: Kind, paragraphs: readonly Block[]): Rendered {
  const t = view.words(strings)
  return mailOf({
    view,
    subject: t(`${kind}Subject`, saidOf(view, double)),
    paragraphs,
    button: { label: t('open'), address: `${view.site.origin}${view.to(`/doubles/${double.id}`)}` },
    why: kind === 'waits' ? t('whySecretariat') : t('whyConcerned'),
  })
}
