import { expect, test } from 'vitest'
import { lookAtEveryPage, unmatchedPages } from './pages.ts'

test('every page of the table has addresses to look at', () => expect(unmatchedPages()).toEqual([]))

lookAtEveryPage(['en', 'ar'], [320, 1280])
