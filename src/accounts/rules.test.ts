import { describe, expect, test } from 'vitest'
import { deviceName, pageOfOurs } from './rules.ts'

test.each([
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox · Linux'],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0',
    'Edge · Windows',
  ],
  ['Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36', 'Chrome · Android'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
    'Safari · iPhone',
  ],
  ['curl/8.5.0', 'curl/8.5.0'],
  ['', ''],
])('%s goes by %s', (device, name) => expect(deviceName(device)).toBe(name))

describe('where somebody wanted to go', () => {
  test.each([
    ['/fr/account?x=1', '/fr/account?x=1'],
    ['/en/', '/en/'],
    ['/en/lines#c1', '/en/lines'],
    [undefined, '/en/'],
    ['/health', '/en/'],
    ['/xx/account', '/en/'],
    ['//evil.example/en/', '/en/'],
    ['/\\evil.example/en/', '/en/'],
    ['https://evil.example/en/', '/en/'],
    [`/en/${'x'.repeat(2000)}`, '/en/'],
  ])('%s leads to %s', (next, path) => expect(pageOfOurs(next, 'en')).toBe(path))
})
