/** The texts of an activity, each in its own language and direction: the reader's unfolded, the others a press away. */
import type { View } from '../../platform/i18n.ts'
import { Paragraphs, textIn } from '../../ui/text.tsx'
import { strings } from '../strings.ts'
import { type ActivityText, folded, LONGEST_TEXT, languageName } from './rules.ts'

type Props = { view: View; texts: readonly ActivityText[] }

/** `texts` in reading order; the title of the first is that of the page. */
export function Texts({ view, texts }: Props) {
  const t = view.words(strings)
  const [first, ...others] = texts
  if (!first || !(hasProse(first) || others.length > 0)) return null
  return (
    <section class="stack">
      <h2>{t('about')}</h2>
      <Marks view={view} text={first} />
      <Prose view={view} text={first} />
      {others.map((text) => (
        <details>
          <summary>{languageName(text.language, view.language) ?? t('otherLanguage')}</summary>
          <div class="stack">
            <Marks view={view} text={text} />
            {text.title && <h3 {...textIn(text.language)}>{text.title}</h3>}
            <Prose view={view} text={text} />
          </div>
        </details>
      ))}
    </section>
  )
}

function hasProse({ description, objectives, targetGroups, other }: ActivityText): boolean {
  return Boolean(description ?? objectives ?? targetGroups ?? other)
}

/** In which language it is, where that is not the reader's; and whether a machine wrote it. */
function Marks({ view, text }: { view: View; text: ActivityText }) {
  const t = view.words(strings)
  const language = text.language === view.language ? null : languageName(text.language, view.language)
  return (
    <>
      {language && <p class="soft small">{t('textIn', { language })}</p>}
      {text.origin === 'machine' && <p class="soft small">{t('machineTranslation')}</p>}
    </>
  )
}

function Prose({ view, text }: { view: View; text: ActivityText }) {
  const t = view.words(strings)
  const { description, objectives, targetGroups, other, language } = text
  return (
    <>
      {description && <Long view={view} text={description} language={language} />}
      {objectives && <h3>{t('objectives')}</h3>}
      {objectives && <Long view={view} text={objectives} language={language} />}
      {targetGroups && <h3>{t('targetGroups')}</h3>}
      {targetGroups && <Long view={view} text={targetGroups} language={language} />}
      {other && <h3>{t('otherText')}</h3>}
      {other && <Long view={view} text={other} language={language} />}
    </>
  )
}

/** The rest of a long text is a press away; of a book only the beginning stands here, the whole in the files. */
function Long({ view, text, language }: { view: View; text: string; language: string }) {
  const t = view.words(strings)
  const { shown, rest } = folded(text)
  return (
    <>
      <Paragraphs text={shown} language={language} />
      {rest && (
        <details>
          <summary>{t('goesOn')}</summary>
          <Paragraphs text={rest} language={language} />
          {text.length > LONGEST_TEXT && <p class="soft">{t('wholeInFiles')}</p>}
        </details>
      )}
    </>
  )
}
