/** The words of a line's page about where things are done, and of its files. */
import { defineWords } from '../../platform/i18n.ts'

export const strings = defineWords('lines', {
  allPlaces: 'Every country and region',
  feedTitle: 'Activities on the line “{line}”, the latest change first',
  mostIn: 'Most in',
  nothingIn: 'nothing on record in {places}',
  nothingThere: 'nothing on record',
  parts: 'In its parts',
  region: 'Region',
  where: 'Where',
  whereCaption: 'By region: how many activities are on this line, and in which parts there is none',
})
