import { lookAtEveryPage } from './pages.ts'

/** Where words are longest, on the narrowest screen. */
lookAtEveryPage(['fr', 'es', 'ru', 'zh'], [320])
