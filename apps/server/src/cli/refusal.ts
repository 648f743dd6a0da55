/** Why a command was not done: one sentence for whoever typed it. */
export class Refusal extends Error {
  override name = 'Refusal'
}
