/** How long what one types may be, in UTF-16 units: of the schemas, and of the fields of the pages, which load no schema. */
export const textLengths = {
  personName: { max: 120 },
  email: { max: 254 },
  password: { min: 10, max: 256 },
  groupName: { max: 120 },
  tenantName: { max: 120 },
  tokenName: { max: 120 },
  appPasswordName: { max: 120 },
  platformName: { max: 120 },
  platformAddress: { max: 20_000 },
  nodeName: { max: 80 },
  nodeAddress: { max: 500 },
  /** A private key is a long one. */
  nodeSecret: { min: 8, max: 8_000 },
  nodeApplication: { max: 200 },
  roomName: { min: 2, max: 250 },
  roomPassword: { min: 4, max: 64 },
  /** As it is typed at a door, where a wrong one may be longer than any that is right. */
  triedPassword: { max: 200 },
  presetName: { min: 2, max: 60 },
  resourceName: { max: 120 },
  welcome: { max: 1_000 },
  webAddress: { max: 2_000 },
  displayName: { max: 80 },
  lobbyText: { max: 300 },
  message: { max: 4_000 },
  memoSubject: { max: 300 },
  memoText: { max: 10_000 },
  calendarName: { max: 120 },
  eventTitle: { max: 500 },
  eventLocation: { max: 1_000 },
  eventDescription: { max: 20_000 },
  answerComment: { max: 500 },
} as const

/** How many people one invitation makes accounts for. */
export const invitedAtOnce = 500

/** How many one invitation to a room reaches at most, and how many all those of one person in a day. */
export const mostInvited = { atOnce: 1000, aDay: 3000 } as const

/** What may be one’s picture, and how large a file. */
export const pictureFile = { types: ['image/png', 'image/jpeg', 'image/webp'], bytes: 8 * 1024 * 1024 } as const

/** How many rooms of the institution are told at a time. */
export const roomsTold = 25

/** Seconds for which a session that needs somebody to lead it goes on without. */
export const unledFor = 120

/** The longest that « every N » goes, and the most often that « N times » does. */
export const mostRepeated = { interval: 100, count: 1000 } as const

/** How many are invited to one event: more than any form shows, and than a message is made for at once. */
export const mostGuests = 200
