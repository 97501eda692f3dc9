/** Why a request was not answered, and how that is told to a program (RFC 9457). */

/** The keys of the words that say what to do. */
export const PROBLEMS = ['absent', 'badRequest', 'foreign', 'tooLong', 'tooLarge', 'tooMany', 'tooManyTries', 'failed'] as const
export type Problem = (typeof PROBLEMS)[number]

export const STATUS = {
  absent: 404,
  badRequest: 400,
  foreign: 403,
  tooLong: 414,
  tooLarge: 413,
  tooMany: 429,
  tooManyTries: 429,
  failed: 500,
} as const satisfies Record<Problem, number>

/** What a program is told: `type` leads to where the problem is explained. */
export type ProblemDetails = {
  type: string
  title: string
  status: (typeof STATUS)[Problem]
  detail: string
  /** Of a request to the API: which parameters are refused, and what to write instead. */
  errors?: readonly { parameter: string; detail: string }[]
}

/** `title` and `detail` in words; `origin` is the site's. */
export function problemDetails(problem: Problem, origin: string, words: { title: string; detail: string }): ProblemDetails {
  return { type: `${origin}/en/api#${problem}`, title: words.title, status: STATUS[problem], detail: words.detail }
}

/** What was typed comes back in it: without an angle bracket it is no markup, whatever somebody takes it for. */
export function problemJson(details: ProblemDetails): string {
  return JSON.stringify(details).replaceAll('<', '\\u003c')
}

/** Whether who asks here is a program that reads JSON. Other files keep the page, which a browser shows instead of saving it. */
export function readsJson(path: string): boolean {
  return path === '/api' || path.startsWith('/api/') || /\.(json|jsonld)$/.test(path)
}
