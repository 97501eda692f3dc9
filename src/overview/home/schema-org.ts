/** The site for search engines: what it is called, and how it is searched. */
import type { View } from '../../platform/i18n.ts'

export function webSite(view: View) {
  const { origin, planTitles } = view.site
  return {
    '@type': 'WebSite',
    name: 'Actionlines',
    alternateName: planTitles[view.language] ?? planTitles.en,
    url: `${origin}${view.to('/')}`,
    inLanguage: view.language,
    potentialAction: {
      '@type': 'SearchAction',
      target: { '@type': 'EntryPoint', urlTemplate: `${origin}${view.to('/search')}?q={q}` },
      'query-input': 'required name=q',
    },
  }
}
