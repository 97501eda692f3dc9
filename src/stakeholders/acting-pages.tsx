/** For whom somebody acts, what they are asked and have asked for; and who acts for a group. */
import type { Form } from '../platform/forms.ts'
import type { View } from '../platform/i18n.ts'
import { ErrorSummary, PostForm } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Sentence, slot } from '../ui/sentence.tsx'
import { Name } from '../ui/text.tsx'
import type { ActingFor, Invitation, Mine, Named } from './acting.ts'
import type { How } from './acting-rules.ts'
import { strings } from './acting-strings.ts'
import type { AnswerRefusal } from './deputy-rules.ts'
import { strings as representativeWords } from './representative-strings.ts'
import type { Member, Stakeholder } from './rules.ts'
import { AwaitingEntries } from './trace-pages.tsx'

/** Regions by their names, by M49 code. */
type Regions = ReadonlyMap<string, string>

type Props = { view: View; mine: Mine; regions: Regions; form: Form<AnswerRefusal> }

export function OrganisationsPage({ view, mine, regions, form }: Props) {
  const t = view.words(strings)
  const { acts, requests, invitations, entries } = mine
  return (
    <Layout view={view} title={t('organisations')} part="account">
      <div class="stack" id="act">
        <h1>{t('organisations')}</h1>
        <ErrorSummary view={view} errors={form.errors} say={t} />
        {invitations.length > 0 && (
          <section class="stack">
            <h2>{t('invitations')}</h2>
            <ul class="list">
              {invitations.map((one) => (
                <InvitationEntry view={view} one={one} />
              ))}
            </ul>
          </section>
        )}
        <AwaitingEntries view={view} entries={entries} />
        {acts.length + requests.length === 0 && (
          <p>
            {t('nobodyYet')} <a href={view.to('/stakeholders')}>{t('stakeholdersLink')}</a>
          </p>
        )}
        <ul class="list">
          {acts.map((one) => (
            <ActEntry view={view} one={one} regions={regions} />
          ))}
        </ul>
        {requests.length > 0 && (
          <section class="stack">
            <h2>{t('requests')}</h2>
            <ul class="list">
              {requests.map((one) => (
                <li>
                  <Linked view={view} one={one} path="/represent" />{' '}
                  <span class="soft">{t('pending', { at: view.moment(one.askedAt) })}</span>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </Layout>
  )
}

function InvitationEntry({ view, one }: { view: View; one: Invitation }) {
  const t = view.words(strings)
  const by = one.by || view.words(representativeWords)('noName')
  return (
    <li>
      <h3>
        <Linked view={view} one={one} />
      </h3>
      <p>{t(`invitation_${one.role}`, { by, at: view.moment(one.invitedAt) })}</p>
      <p class="soft small">{t('invitationUntil', { until: view.moment(one.expiresAt) })}</p>
      <PostForm action={view.to('/account/organisations')} label={one.name}>
        <input type="hidden" name="invitation" value={String(one.id)} />
        <div class="acts">
          <button type="submit" name="act" value="yes">
            {t('yes')}
          </button>
          <button type="submit" class="button quiet" name="act" value="no">
            {t('no')}
          </button>
        </div>
      </PostForm>
    </li>
  )
}

function ActEntry({ view, one, regions }: { view: View; one: ActingFor; regions: Regions }) {
  const t = view.words(strings)
  return (
    <li>
      <Linked view={view} one={one} path="/represent" />{' '}
      <span class="soft">
        {one.as === 'deputy' ? t('asDeputy') : t('asRepresentative')}
        {one.through && (
          <>
            {' · '}
            <ByMember view={view} through={one.through} regions={regions} />
          </>
        )}
      </span>
    </li>
  )
}

function ByMember({ view, through, regions }: { view: View; through: NonNullable<ActingFor['through']>; regions: Regions }) {
  const t = view.words(strings)
  const region = through.region && regions.get(through.region)
  const text = region ? t('byMemberWithin', { member: slot(0), region }) : t('byMember', { member: slot(0) })
  return <Sentence text={text} parts={[<Name text={through.name} language={through.nameLanguage} />]} />
}

type Shown = Pick<Named, 'publicId' | 'name' | 'nameLanguage'>

function Linked({ view, one, path = '' }: { view: View; one: Shown; path?: string }) {
  return (
    <a href={view.to(`/stakeholders/${one.publicId}${path}`)}>
      <Name text={one.name} language={one.nameLanguage} />
    </a>
  )
}

type GroupProps = { view: View; group: Stakeholder; members: readonly Member[]; how: How | null; regions: Regions }

/** Nobody asks to represent a group: its members act for it. */
export function GroupPage({ view, group, members, how, regions }: GroupProps) {
  const t = view.words(strings)
  return (
    <Layout view={view} title={t('groupWho')} part="stakeholders">
      <div class="stack">
        <h1>{t('groupWho')}</h1>
        <p class="lead">
          <Linked view={view} one={group} />
        </p>
        {how && (
          <p class="note" role="status">
            {how.regions === null
              ? t('youActForIt')
              : t('youActWithin', { regions: view.list(how.regions.map((code) => regions.get(code) ?? code)) })}
          </p>
        )}
        <p>{t('groupActs')}</p>
        <ul class="list">
          {members.map((member) => (
            <li>
              <Linked view={view} one={member} path={member.kind === 'organ' ? '' : '/represent'} />
              {member.region && <span class="soft"> {regions.get(member.region)}</span>}
            </li>
          ))}
        </ul>
      </div>
    </Layout>
  )
}
