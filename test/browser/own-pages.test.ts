import { lookAtOwnPages } from './pages.ts'

lookAtOwnPages('en')
