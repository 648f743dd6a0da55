/** `q4hz8-ntcv2-ka7m`: in groups of five, so that an eye or a voice can follow. */
export const shownCode = (code: string) => (code.match(/.{1,5}/g) ?? []).join('-')

/** 14 letters, 69 bits: unguessable, and short enough to be read aloud. */
export const codeLength = 14

/** 27 letters, 133 bits: it lets its holder lead. */
export const moderatorCodeLength = 27

/** How someone stands to a room. */
export type Standing = 'owner' | 'none'
