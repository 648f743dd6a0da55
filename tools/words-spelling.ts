/** What is wrong with how a text is written, in its language. Placeholders and addresses are left out of it. */
export const faultsOf = (language: 'fr' | 'en', text: string): string[] => {
  const bare = text.replace(/\{\{[^}]*\}\}|\$\{[^}]*\}/g, 'x').replace(/\w+:\/\/\S+/g, 'x')
  return [
    ...rules.flatMap(({ of, finds, teach }) => (of.includes(language) && finds.test(bare) ? [teach] : [])),
    ...(language === 'fr' && elided.test(text)
      ? ['someone’s name may want d’ or qu’ before it: say it otherwise']
      : []),
  ]
}

const elided = /(?<!\p{L})([Dd]e|[Qq]ue|[Jj]usque) \{\{(name|owner)\}\}/u

// Written as codes, for nobody sees which space it is: U+00A0 does not break, U+202F is narrow besides.
const rules: readonly { of: readonly ('fr' | 'en')[]; finds: RegExp; teach: string }[] = [
  { of: ['fr', 'en'], finds: /\p{L}'\p{L}|\p{L}'(?=\s|$)/u, teach: 'an apostrophe is ’' },
  { of: ['fr', 'en'], finds: /\.\.\./, teach: 'three dots are one sign: …' },
  {
    of: ['fr'],
    finds: /[^\u202f!?](?=[!?;])/u,
    teach: 'a narrow no-break space (U+202F) before ; ? !',
  },
  { of: ['fr'], finds: /[^\u00a0\d](?=:(\s|$))/u, teach: 'a no-break space (U+00A0) before :' },
  { of: ['fr'], finds: /«(?!\u00a0)|[^\u00a0](?=»)/u, teach: 'a no-break space (U+00A0) inside « »' },
  { of: ['fr'], finds: /["“”]/, teach: 'quotes are « »' },
  { of: ['en'], finds: /"/, teach: 'quotes are “ ”' },
]
