/** The address one hands over. */
export const linkOf = ({ code, chosen }: { code: string; chosen?: string | null }, origin = location.origin) =>
  `${origin}/${chosen ?? code}`
