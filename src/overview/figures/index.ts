/** What the pages of places and lines show of a part of the stocktaking. */
export { figuresCsv, figuresJson } from './files.ts'
export { Grid } from './grid-pages.tsx'
export { Away, Busiest, GoalsServed, Since, Summary } from './pages.tsx'
export {
  type Counts,
  type Figures,
  type GridRow,
  isUsed,
  type LineFigure,
  lineFigures,
  mandatesOnUsed,
  type PlaceName,
  pathOf,
  rowsOf,
} from './rules.ts'
export { figuresOf, gridOf } from './store.ts'
export { strings as figureWords } from './strings.ts'
