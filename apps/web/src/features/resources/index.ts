import type fr from './words.fr.json'

declare module '#ground/words.ts' {
  interface Words {
    resources: typeof fr
  }
}

export { AddResource } from './components/AddResource.tsx'
export { RemoveResource } from './components/RemoveResource.tsx'
export { ResourceList } from './components/ResourceList.tsx'
export { ResourceRights, ShareResource } from './components/ResourceRights.tsx'
export { ResourceSettings } from './components/ResourceSettings.tsx'
export { ResourceTexts } from './components/ResourceTexts.tsx'
export { useResource, useResources, useResourcesLive } from './queries.ts'
