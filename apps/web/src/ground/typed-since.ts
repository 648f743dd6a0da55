/** Of what stands in a form and is not kept yet, what was typed while the rest was being saved. */
export const typedSince = <T extends object>(sent: Partial<T>, now: Partial<T>): Partial<T> =>
  Object.fromEntries(Object.entries(now).filter(([name, value]) => sent[name as keyof T] !== value)) as Partial<T>
