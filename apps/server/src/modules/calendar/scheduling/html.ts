import type { Language } from '@amphi/contract/requests'

/** What is HTML already. */
export interface Html {
  html: string
}

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign)

/** Whatever is put into it is text, unless it is HTML already. */
export const html = (parts: TemplateStringsArray, ...values: (string | Html)[]): Html => ({
  html: parts
    .map((part, at) => {
      const value = values[at] ?? ''
      return part + (typeof value === 'string' ? escaped(value) : value.html)
    })
    .join(''),
})

export const join = (all: readonly Html[]): Html => ({ html: all.map((it) => it.html).join('') })

const address = /(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]])/g

/** A text with its web addresses to be clicked. */
export const linked = (text: string): Html =>
  join(text.split(address).map((part, at) => (at % 2 === 1 ? html`<a href="${part}">${part}</a>` : html`${part}`)))

/** A letter, drawn alike by all programs: no style sheet, no picture, nothing fetched. */
export const pageOf = (language: Language, body: Html): string =>
  html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
      </head>
      <body style="margin:0;padding:20px;font:16px/1.5 system-ui,sans-serif;color:#17211d">
        ${body}
      </body>
    </html>`.html
