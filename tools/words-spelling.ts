/** What is wrong with how a text is written, in its language. Placeholders and addresses are left out of it. */
export const faultsOf = (language: 'fr' | 'en', text: string): string[] => {
  const bare = text.replace(/\{\{[^}]*\}\}|\$\{[^}]*\}/g, 'x').replace(/\w+:\/\/\S+/g, 'x')
  return rules.flatMap(({ of, finds, teach }) => (of.includes(language) && finds.test(bare) ? [teach] : []))
}

// Written as codes, for nobody sees which space it is: U+00A0 does not break, U+202F is narrow besides.
const rules: readonly { of: readonly ('fr' | 'en')[]; finds: RegExp; teach: string }[] = [
  { of: ['fr', 'en'], finds: /\p{L}'\p{L}|\p{L}'(?=\s|$)/u, teach: 'an apostrophe is ’' },
  { of: ['fr', 'en'], finds: /\.\.\./, teach: 'three dots are one sign: …' },
  {
    of: ['fr'],
    finds: /[^\u00a0\u202f!?\s](?=[!?;»])|[^\u00a0\u202f!?](?=[!?;»])(?<=\s)/u,
    teach: 'a no-break space before ; ? ! »',
  },
  { of: ['fr'], finds: /[^\u00a0\u202f\d](?=:(\s|$))/u, teach: 'a no-break space before :' },
  { of: ['fr'], finds: /«(?![\u00a0\u202f])/u, teach: 'a no-break space after «' },
  { of: ['fr'], finds: /["“”]/, teach: 'quotes are « »' },
  { of: ['en'], finds: /"/, teach: 'quotes are “ ”' },
]
