import { expect, test } from 'vitest'
import { lookAtEveryAddress, unmatchedPages } from './pages.ts'

test('every page of the table has addresses to look at', () => expect(unmatchedPages()).toEqual([]))

lookAtEveryAddress('en')
