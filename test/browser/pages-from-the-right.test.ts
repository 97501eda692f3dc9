import { lookFromTheRight } from './pages.ts'

lookFromTheRight('ar')
