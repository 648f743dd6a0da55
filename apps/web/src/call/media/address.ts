/** Where the engine's signalling is: an empty address is our own origin, by whatever name this page was reached. */
export const addressOf = ({ url }: { url: string }) => (url === '' ? location.origin : url)
