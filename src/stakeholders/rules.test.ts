import { describe, expect, test } from 'vitest'
import { gather, publicIdOf } from './rules.ts'

describe('the public identifier', () => {
  // What `printf XM-DAC-41303 | openssl sha256 -binary | base32` begins with, in lower case.
  test.each([
    ['XM-DAC-41303', '6ghg4k4hdg'],
    ['actionlines:ecosoc', 'hbpxn45hat'],
  ])('of %s is %s', (identifier, id) => expect(publicIdOf(identifier)).toBe(id))

  test('is a part of an address whatever the identifier is', () => {
    expect(publicIdOf('一/?#%')).toMatch(/^[a-z2-7]{10}$/)
  })
})

describe('what an import mentions', () => {
  const english = { language: 'en', text: 'Village Networks' }
  const spanish = { language: 'es', text: 'Redes de Aldeas' }

  test('comes once each, in the order of identifiers', () => {
    const mentioned = gather([
      { identifier: 'UG-2', type: null, names: [english] },
      { identifier: 'KE-1', type: null, names: [english] },
      { identifier: 'UG-2', type: null, names: [english] },
    ])
    expect(mentioned.map(({ identifier }) => identifier)).toEqual(['KE-1', 'UG-2'])
  })

  test('has the first type that is stated and the first name in each language', () => {
    const mentioned = gather([
      { identifier: 'KE-1', type: null, names: [english] },
      { identifier: 'KE-1', type: '22', names: [{ language: 'en', text: 'Another name' }, spanish] },
      { identifier: 'KE-1', type: '10', names: [] },
    ])
    expect(mentioned).toEqual([{ identifier: 'KE-1', type: '22', names: [english, spanish] }])
  })

  test('goes by its identifier where nobody names it', () => {
    const mentioned = gather([{ identifier: ' KE-1 ', type: null, names: [{ language: 'en', text: '  ' }] }])
    expect(mentioned).toEqual([{ identifier: 'KE-1', type: null, names: [{ language: 'und', text: 'KE-1' }] }])
  })

  test('is nothing without an identifier', () => {
    expect(gather([{ identifier: '  ', type: '22', names: [english] }])).toEqual([])
  })
})
