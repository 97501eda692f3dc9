/** The API for people: how it works, its addresses with an example each, and its problems. */
import { API } from '../../platform/api.ts'
import type { View } from '../../platform/i18n.ts'
import { PROBLEMS, STATUS } from '../../platform/problem.ts'
import { Layout } from '../../ui/layout.tsx'
import { problemWords } from '../../ui/problem.tsx'
import { Sentence, slot } from '../../ui/sentence.tsx'
import type { Endpoint, Example, Parameter } from './rules.ts'
import { strings } from './strings.ts'

type Props = { view: View; endpoints: readonly Endpoint[]; common: readonly Parameter[] }

export function ApiPage({ view, endpoints, common }: Props) {
  const t = view.words(strings)
  return (
    <Layout view={view} title={t('apiTitle')} description={t('apiDescription')} part="api">
      <div class="stack">
        <h1>{t('apiTitle')}</h1>
        <p class="lead">{t('apiLead')}</p>
        <HowItWorks view={view} />
        <section class="stack">
          <h2>{t('common')}</h2>
          <Parameters view={view} caption={t('common')} parameters={common} named />
        </section>
        <section class="stack">
          <h2>{t('addresses')}</h2>
          {endpoints.map((endpoint) => (
            <Address view={view} endpoint={endpoint} />
          ))}
        </section>
        <Problems view={view} />
      </div>
    </Layout>
  )
}

const RULES = ['rulesLanguage', 'rulesParts', 'rulesCaching', 'rulesLimit', 'rulesStable'] as const

function HowItWorks({ view }: { view: View }) {
  const t = view.words(strings)
  const address = `${API}/openapi.json`
  return (
    <section class="stack">
      <h2>{t('rules')}</h2>
      <ul>
        {RULES.map((rule) => (
          <li>{t(rule)}</li>
        ))}
        <li>
          <Sentence text={t('rulesDescription', { openapi: slot(0) })} parts={[<a href={address}>{address}</a>]} />
        </li>
      </ul>
    </section>
  )
}

function Address({ view, endpoint: { address, summary, parameters, example } }: { view: View; endpoint: Endpoint }) {
  const t = view.words(strings)
  return (
    <section class="stack">
      <h3>
        <code dir="ltr">{address}</code>
      </h3>
      <p>{summary}</p>
      {parameters.length > 0 && <Parameters view={view} caption={t('ofAddress', { address })} parameters={parameters} />}
      {example && <Request view={view} example={example} />}
    </section>
  )
}

function Request({ view, example: { address, lines, whole } }: { view: View; example: Example }) {
  const t = view.words(strings)
  return (
    <>
      <p>
        {t('example')}:{' '}
        <a href={address} dir="ltr">
          {address}
        </a>
      </p>
      <section class="scroll" tabindex={0} aria-label={`${t('answer')}: ${address}`}>
        <pre class="small" dir="ltr" lang="">
          {[...lines, ...(whole ? [] : ['…'])].join('\n')}
        </pre>
      </section>
    </>
  )
}

/** `named`: a heading above says what the caption says. */
function Parameters({
  view,
  caption,
  parameters,
  named = false,
}: {
  view: View
  caption: string
  parameters: readonly Parameter[]
  named?: boolean
}) {
  const t = view.words(strings)
  return (
    <table class="rows">
      <caption class={named ? 'hidden' : undefined}>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t('parameter')}</th>
          <th scope="col">{t('meaning')}</th>
          <th scope="col">{t('values')}</th>
        </tr>
      </thead>
      <tbody>
        {parameters.map(({ name, description, values }) => (
          <tr>
            <th scope="row">
              <code>{name}</code>
            </th>
            <td>{description}</td>
            <td>
              {values.map((value, index) => (
                <>
                  {index > 0 && ' · '}
                  <code>{value}</code>
                </>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Problems({ view }: { view: View }) {
  const t = view.words(strings)
  return (
    <section class="stack">
      <h2>{t('problems')}</h2>
      <p>{t('problemsLead')}</p>
      <table class="rows">
        <caption>{t('problemsCaption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('problem')}</th>
            <th scope="col" class="num">
              {t('status')}
            </th>
            <th scope="col">{t('meaning')}</th>
          </tr>
        </thead>
        <tbody>
          {PROBLEMS.map((problem) => (
            <tr id={problem}>
              <th scope="row">
                <code>{problem}</code>
              </th>
              <td class="num">{STATUS[problem]}</td>
              <td>{problemWords(view, problem, null).title}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
