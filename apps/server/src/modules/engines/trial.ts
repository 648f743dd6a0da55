/** What a trial's key begins with: one page that looks by which path media passes is no meeting. */
export const trial = 'trial '

export const isTrial = (key: string) => key.startsWith(trial)
