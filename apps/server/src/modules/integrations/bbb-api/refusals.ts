/** What BigBlueButton refuses with: the key is for programs, the sentence for whoever reads their log. */
export const refusals = {
  checksumError: 'Checksums do not match',
  missingParamMeetingID: 'You must provide a meeting ID',
  missingParamFullName: 'You must provide your name',
  missingParamRecordID: 'You must specify a recordID.',
  missingParamPublish: 'You must specify a publish value true or false.',
  missingParamMessage: 'You must provide a message',
  missingParamCallbackURL: 'You must specify a callbackURL in the parameters.',
  missingParamHookID: 'You must specify a hookID in the parameters.',
  validationError: 'Invalid parameter',
  sizeError: 'The request is too large',
  paramError: 'Params required',
  fullNameTooLong: 'Full name must be at most 255 characters',
  notFound: 'A meeting with that ID does not exist',
  invalidMeetingIdentifier: 'The meeting ID that you supplied did not match any existing meetings',
  meetingForciblyEnded: 'The meeting has been forcibly ended',
  idNotUnique: 'A meeting already exists with that meeting ID.  Please use a different meeting ID.',
  nonUniqueVoiceBridge: 'The selected voice bridge is already in use.',
  parentMeetingDoesNotExist: 'No parent meeting exists for the breakout room.',
  mismatchCreateTimeParam: 'The createTime parameter submitted mismatches with the current meeting.',
  invalidPassword: 'The password that you supplied is incorrect',
  maxParticipantsReached: 'The number of participants allowed for this meeting has been reached.',
  guestDeniedAccess: 'Access denied for guest users',
  meetingNotFound: 'A meeting with that ID does not exist',
  maxConcurrent: 'The maximum number of concurrent meetings has been reached.',
  unsupportedContentType: 'POST request Content-Type is missing or unsupported',
  malformedXml: 'The request body is not well-formed XML',
  unsupportedRequest: 'This request is not supported.',
  internalError: 'An internal error occurred. Please try again.',
  serverUnavailable: 'The server is unavailable. Please try again.',
  noRecordings: 'There are no recordings for the meeting(s).',
  invalidKind: 'Invalid kind parameter, expected="subtitles|captions"',
  invalidLang: 'Malformed lang param, received=<lang>',
  createHookError: 'An error happened while creating your hook. Check the logs.',
  destroyMissingHook: 'The hook informed was not found.',
} as const

export type RefusalKey = keyof typeof refusals

/** A call that is not done. It is answered, with 200 as all calls are, and is no fault of ours. */
export class Refusal extends Error {
  readonly key: RefusalKey
  /** Whether the browser that follows a join is told by XML, rather than sent where it can read of it. */
  readonly plain: boolean

  constructor(key: RefusalKey, message: string = refusals[key], { plain = false } = {}) {
    super(message)
    this.name = 'Refusal'
    this.key = key
    this.plain = plain
  }
}
