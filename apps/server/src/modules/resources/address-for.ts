/** An address for what is called so: what of it can stand in one, and a number where it is taken. */
export const addressFor = (name: string, host: string, taken: ReadonlySet<string>): string => {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}+/gv, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/gv, '-')
    .replace(/^-|-$/gv, '')
    .slice(0, 40)
  const base = plain === '' ? 'visio' : plain
  const domain = host.includes('.') ? host : `${host}.localdomain`
  for (let again = 1; ; again++) {
    const address = `${again === 1 ? base : `${base}-${again}`}@${domain}`
    if (!taken.has(address)) return address
  }
}
