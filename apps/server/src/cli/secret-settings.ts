/** A secret a command may be given: by its setting, so that it stands neither in the history nor in the list of processes. */
export interface SecretSetting {
  variable: string
  option: string
  about: string
  /** For docs/configuration.md. */
  for: string
}

export const secretSettings = {
  passphrase: {
    variable: 'AMPHI_BACKUP_PASSPHRASE',
    option: '--passphrase',
    about: 'Passphrase of the backup',
    for: 'Passphrase that seals a backup and opens it again, 10 characters or more, for `backup` and `restore`.',
  },
  password: {
    variable: 'AMPHI_PASSWORD',
    option: '--password',
    about: 'Password',
    for: 'Password of the person that `people add` adds, 10 characters or more.',
  },
} satisfies Record<string, SecretSetting>
