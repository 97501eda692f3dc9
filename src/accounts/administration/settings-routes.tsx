/** The settings of the site. */
import type { Person } from '../../platform/auth.ts'
import { BadRequest } from '../../platform/errors.ts'
import type { PlatformTables } from '../../platform/events.ts'
import { type Form, parse } from '../../platform/forms.ts'
import { type Ask, page, redirect, slice } from '../../platform/http.ts'
import type { AccountsTables } from '../tables.ts'
import { SettingsPage } from './settings-pages.tsx'
import { ContactForm, noticeFormAt, type Running, SETTINGS_REFUSALS, type SettingsRefusal } from './settings-rules.ts'
import { endNotice, setContact, setNotice, settingsOf } from './settings-store.ts'

type Tables = AccountsTables & PlatformTables

const PATH = '/administration/settings'

/** `running`: what the environment says, as administrators may see it. */
export function settingsRoutes(running: Running) {
  const settings = slice<Tables>('accounts')

  settings.get(PATH, 'administrator', [], async (asked) => shown(asked, await asItStands(asked), 200))

  settings.post(PATH, 'administrator', async (asked) => {
    const { db, now, view, visitor, typed } = asked
    if (typed.act === 'end') await endNotice(db, visitor, now)
    else if (typed.act === 'contact') {
      const form = parse(ContactForm, typed, SETTINGS_REFUSALS)
      if (!form.ok) return shown(asked, form, 422)
      await setContact(db, form.value.contact, visitor, now)
    } else if (typed.act === 'notice') {
      const form = parse(noticeFormAt(now), typed, SETTINGS_REFUSALS)
      if (!form.ok) return shown(asked, form, 422)
      await setNotice(db, form.value, visitor, now)
    } else throw new BadRequest('act')
    return redirect(view.to(PATH))
  })

  async function shown({ db, view }: Ask<Tables, Person>, form: Form<SettingsRefusal>, status: 200 | 422) {
    return page(<SettingsPage view={view} running={running} set={await settingsOf(db)} form={form} />, { status })
  }

  return settings
}

/** The notice that is shown stands in its fields, to be changed. */
async function asItStands({ db }: Ask<Tables, Person>): Promise<Form<SettingsRefusal>> {
  const { notice } = await settingsOf(db)
  if (notice === null) return { typed: {}, errors: {} }
  const texts = Object.entries(notice.texts).map(([language, text]) => [`notice-${language}`, text])
  return { typed: { ...Object.fromEntries(texts), lastDay: notice.lastDay }, errors: {} }
}
