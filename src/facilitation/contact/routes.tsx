/** How a body that facilitates a line is reached: the form, and the card. */
import type { FrameworkTables } from '../../framework/index.ts'
import type { Person } from '../../platform/auth.ts'
import { NotFound } from '../../platform/errors.ts'
import type { PlatformTables } from '../../platform/events.ts'
import { type Form, parse, refusing } from '../../platform/forms.ts'
import { type Ask, file, page, redirect, slice } from '../../platform/http.ts'
import type { StakeholdersTables } from '../../stakeholders/index.ts'
import type { FacilitationTables } from '../tables.ts'
import { ContactPage } from './pages.tsx'
import { CONTACT_REFUSALS, type Contact, ContactForm, type ContactRefusal, contactPath } from './rules.ts'
import { giveContact, heldBy, type Keys, mayGiveContact, withdrawContact } from './store.ts'
import { strings } from './strings.ts'
import { vcard } from './vcard.ts'

type Tables = FacilitationTables & StakeholdersTables & FrameworkTables & PlatformTables
type Own = Ask<Tables, Person>

const PATH = '/facilitators/:line{[a-z0-9-]+}/:id{[a-z2-7]+}/contact'

export const contacts = slice<Tables>('framework', 'stakeholders', 'facilitation')

contacts.get(PATH, 'representative', [], (asked) => contactPage(asked, null, 200))

contacts.post(PATH, 'representative', async (asked) => {
  const { db, now, view, visitor, typed } = asked
  const keys = keysOf(asked)
  const done = () => redirect(view.to(contactPath(keys.line, keys.stakeholder)))
  await ownMandate(asked)
  if (typed.act === 'withdraw') {
    await withdrawContact(db, keys, visitor, now)
    return done()
  }
  const form = parse(ContactForm, typed, CONTACT_REFUSALS)
  if (!form.ok) return contactPage(asked, form, 422)
  const refused = await giveContact(db, keys, visitor, form.value, now)
  return refused ? contactPage(asked, refusing(typed, 'email', refused), 409) : done()
})

contacts.get(`${PATH}.vcf`, 'public', [], async ({ db, view, param }) => {
  const keys = keysOf({ param })
  const { stakeholder, line, contact, inForce } = await heldBy(db, keys, { language: view.language, day: view.today })
  if (!contact || !inForce) throw new NotFound('contact')
  const t = view.words(strings)
  const note = [contact.person && t('askFor', { name: contact.person }), contact.deputy && t('deputyIs', { name: contact.deputy })]
  const source = `${view.site.origin}${view.to(`${contactPath(keys.line, keys.stakeholder)}.vcf`)}`
  const card = vcard({
    name: stakeholder.name,
    language: stakeholder.nameLanguage,
    unit: line.title,
    contact,
    note: note.filter(Boolean).join('. ') || null,
    uid: `${view.site.origin}${contactPath(keys.line, keys.stakeholder)}`,
    source,
  })
  return file('vcf', `${keys.line}-contact`, card)
})

const keysOf = ({ param }: Pick<Own, 'param'>): Keys => ({ line: param('line'), stakeholder: param('id') })

/** Throws NotFound for who may not say how it is reached. */
async function ownMandate(asked: Own) {
  const { db, now, view, visitor } = asked
  const held = await heldBy(db, keysOf(asked), { language: view.language, day: view.today })
  if (!(await mayGiveContact(db, visitor, held.stakeholder.id, now))) throw new NotFound(`contact of ${held.stakeholder.publicId}`)
  return held
}

/** The form as it came back, or with what is posted. */
async function contactPage(asked: Own, form: Form<ContactRefusal> | null, status: 200 | 409 | 422) {
  const held = await ownMandate(asked)
  const shown = form ?? { typed: held.contact ? typedOf(held.contact) : {}, errors: {} }
  return page(<ContactPage view={asked.view} held={held} form={shown} />, { status })
}

function typedOf({ email, telephone, postalAddress, person, deputy }: Contact) {
  return Object.fromEntries(Object.entries({ email, telephone, postalAddress, person, deputy }).map(([field, kept]) => [field, kept ?? '']))
}
