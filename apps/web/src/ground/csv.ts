/** A spreadsheet takes for a formula, and works out, what begins so. A quote before it says that it is text. */
const formula = /^[=+\-@\t\r]/

const cell = (text: string, separator: string) => {
  const safe = formula.test(text) ? `'${text}` : text
  return /["\r\n]/.test(safe) || safe.includes(separator) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/**
 * A table as RFC 4180 writes it. The mark at its beginning tells Excel that it is UTF-8; which separator it expects, the
 * language does, for in French a comma is part of a number.
 */
export const csv = (rows: readonly (readonly string[])[], language: 'fr' | 'en') => {
  const separator = language === 'fr' ? ';' : ','
  const lines = rows.map((row) => row.map((text) => cell(text, separator)).join(separator))
  return `\uFEFF${lines.join('\r\n')}\r\n`
}
