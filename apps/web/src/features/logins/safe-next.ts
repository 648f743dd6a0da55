/** Where to go after signing in: a page of ours, or the home. An address from outside never gets through. */
export const safeNext = (next: string | undefined, origin = location.origin) => {
  if (!next?.startsWith('/')) return '/'
  try {
    const url = new URL(next, origin)
    const ours = url.origin === origin && !/^\/(sign-in|link|forgotten)(\/|$)/.test(url.pathname)
    return ours ? `${url.pathname}${url.search}${url.hash}` : '/'
  } catch {
    // Not an address at all.
    return '/'
  }
}
