import { expect, test } from 'vitest'
import { lookAtPublicPages, unmatchedPages } from './pages.ts'

test('every page of the table has addresses to look at', () => expect(unmatchedPages()).toEqual([]))

lookAtPublicPages('en')
