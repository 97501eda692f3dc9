import { lookAtEachPage } from './pages.ts'

lookAtEachPage(['fr', 'es', 'ru', 'zh'])
