import { afterAll, onTestFinished, TestRunner } from 'vitest'

/** Undoes what was made, when its test is over, or its file where no test made it. */
export const atTheEnd = (undo: () => unknown) => {
  const deed = async () => {
    await undo()
  }
  if (TestRunner.getCurrentTest()) onTestFinished(deed)
  else afterAll(deed)
}
