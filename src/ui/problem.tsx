/** What went wrong, and what to do. */
import type { View } from '../platform/i18n.ts'
import type { Problem } from '../platform/problem.ts'
import { Layout } from './layout.tsx'
import { strings } from './strings.ts'

export function ProblemPage({ view, problem, detail }: { view: View; problem: Problem; detail: string | null }) {
  const t = view.words(strings)
  return (
    <Layout view={view} title={t(`${problem}Title`)} lost>
      <div class="stack">
        <h1>{t(`${problem}Title`)}</h1>
        {detail && <p>{t('badRequestDetail', { detail })}</p>}
        <p class="lead">{t(`${problem}Hint`)}</p>
        <p>
          <a href={view.to('/')}>{t('home')}</a>
        </p>
      </div>
    </Layout>
  )
}

/** The same for a program that reads JSON. */
export function problemWords(view: View, problem: Problem, detail: string | null): { title: string; detail: string } {
  const t = view.words(strings)
  return { title: t(`${problem}Title`), detail: detail ? t('badRequestDetail', { detail }) : t(`${problem}Hint`) }
}
