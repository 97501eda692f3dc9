/**
 * Long forms: what was typed survives a closed browser, a dropped line and a session that ends.
 *
 * A form is made long by three things, and its handlers need not know more:
 *  - both of its routes are declared so: `get(path, audience, query, handler, { draft: true })`, and the same for `post`;
 *  - its page is filled with `view.draft?.typed`, where there is a draft, instead of what it begins with;
 *  - its markup is `<LongForm view action>` (ui/draft.tsx) in the place of `<PostForm action>`.
 *
 * What is sent is then kept where the answer is a page (422, 409, a question), and forgotten where it leads on. A field named `draft` says
 * that nothing but keeping or forgetting is asked; the script (public/draft.js) asks for it by itself.
 */
import type { Draft, Typed } from './forms.ts'
import { type Answer, redirect } from './http.ts'

/** Who has typed it: a person; and their browser, where it sent a form when its session had ended. */
export type Holder = { person: number | null; browser: string | null }

/** Who keeps drafts, by the path of the form below its language. */
export type Drafts = {
  find: (holder: Holder, path: string, now: Date) => Promise<Draft | null>
  keep: (holder: Holder, path: string, typed: Typed, now: Date) => Promise<void>
  forget: (holder: Holder, path: string) => Promise<void>
}

type Sent = { drafts: Drafts; holder: Holder; path: string; typed: Typed; now: Date; address: string; make: () => Promise<Answer> }

/** The answer to a long form that was sent; `saved`: it was the script that sent it, and only to be kept. */
export async function settle({ drafts, holder, path, typed, now, address, make }: Sent): Promise<Answer | 'saved'> {
  if (typed.draft === 'forget') {
    await drafts.forget(holder, path)
    return redirect(address)
  }
  if (typed.draft === 'keep' || typed.draft === 'save') {
    await drafts.keep(holder, path, typed, now)
    return typed.draft === 'save' ? 'saved' : redirect(address)
  }
  const answer = await make()
  if (answer.kind === 'redirect') await drafts.forget(holder, path)
  else await drafts.keep(holder, path, typed, now)
  return answer
}
