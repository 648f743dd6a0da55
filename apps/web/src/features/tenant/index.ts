import type fr from './words.fr.json'

declare module '#ground/words.ts' {
  interface Words {
    tenant: typeof fr
  }
}

export { TenantForm } from './components/TenantForm.tsx'
