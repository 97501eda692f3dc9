/** Goals that lines serve. */
import type { Source } from '../sources/index.ts'

/** A goal with those of its targets that a line serves; `set` is the slug of a dated set such as `sdg`. */
export type Goal = { set: string; code: string; title: string | null; targets: string[]; source: Source }
