/** More words than a name has say nothing more. */
const most = 8

/** What was typed, as names are compared with it: without capitals or accents, word by word. */
export const plainWords = (search: string) =>
  search
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((word) => word !== '')
    .slice(0, most)
