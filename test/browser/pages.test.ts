import { expect, test } from 'vitest'
import { lookAtPages, unmatchedPages } from './pages.ts'

test('every page of the table has addresses to look at', () => expect(unmatchedPages()).toEqual([]))

lookAtPages(['en', 'ar'], [320, 1280])
