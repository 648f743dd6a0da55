import type { Engine } from '../engine.ts'

interface Needs {
  /** The engine that is not here. */
  name: string
  unreachable: () => Error
}

/**
 * Stands for an engine that is not running, or not known any more: nobody is inside it, and there is nothing to end.
 * What is opened meanwhile is opened in earnest by the server that has it, as after a restart of the engine.
 */
export const createAbsentEngine = ({ name, unreachable }: Needs): Engine => ({
  name,
  capabilities: {
    presence: false,
    remove: false,
    mute: false,
    permit: false,
    camerasForSome: false,
    pages: false,
    events: false,
    recording: false,
    streaming: false,
    breakouts: false,
    largest: Number.MAX_SAFE_INTEGER,
  },
  open: async () => {},
  pass: async () => {
    throw unreachable()
  },
  present: async () => undefined,
  remove: async () => {},
  mute: async () => [],
  permit: async () => {},
  end: async () => {},
  load: async () => {
    throw unreachable()
  },
  test: async () => ({ trouble: 'no_answer', version: null, delay: null, clock: null }),
})
