/** The address one hands over. */
export const linkOf = ({ code }: { code: string }, origin = location.origin) => `${origin}/${code}`
