import { lookAtPages, ONE_OF_EACH } from './pages.ts'

/** Where words are longest, on the narrowest screen; with EVERY_PAGE=1, as .ci/run asks for, every address. */
lookAtPages(['fr', 'es', 'ru', 'zh'], [320], process.env.EVERY_PAGE ? undefined : ONE_OF_EACH)
