import { fingerprint, randomCode } from '#platform/secrets'

/** 28 letters, 138 bits, of which each four stand together to be typed on a phone. */
const groups = 7
const groupLength = 4

/** As it is shown once: `k7mq-2hxd-…`. */
export const newAppPassword = () => Array.from({ length: groups }, () => randomCode(groupLength)).join('-')

/** As it is kept, however it was typed. */
export const appPasswordPrint = (secret: string) => fingerprint(secret.toLowerCase().replaceAll(/[\s-]/g, ''))
