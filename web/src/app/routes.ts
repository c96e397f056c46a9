// Every page's address. A route's parameters are read from its pattern, so that `href('project', {})` does not compile.
import type { DeploymentID, IndividualID, MediaID, OrganisationID, Project, ProjectID, TrustCheckID, UploadID } from '@serow/api';
import type { Component } from 'svelte';

export const patterns = {
  welcome: '/',
  register: '/register',
  signIn: '/sign-in',
  account: '/account',
  organisation: '/organisations/:organisationID',
  newProject: '/projects/new',
  project: '/projects/:projectID',
  field: '/projects/:projectID/field',
  clock: '/projects/:projectID/deployments/:deploymentID/clock',
  effort: '/projects/:projectID/deployments/:deploymentID/effort',
  upload: '/projects/:projectID/upload',
  card: '/projects/:projectID/cards/:uploadID',
  review: '/projects/:projectID/review',
  media: '/projects/:projectID/media/:mediaID',
  map: '/projects/:projectID/map',
  activity: '/projects/:projectID/activity',
  species: '/projects/:projectID/species',
  export: '/projects/:projectID/export',
  models: '/projects/:projectID/models',
  predictions: '/projects/:projectID/predictions',
  training: '/projects/:projectID/training',
  repeats: '/projects/:projectID/repeats',
  crops: '/projects/:projectID/crops',
  labels: '/projects/:projectID/labels',
  individuals: '/projects/:projectID/individuals',
  individual: '/projects/:projectID/individuals/:individualID',
  work: '/projects/:projectID/work',
  conflicts: '/projects/:projectID/conflicts',
  trust: '/projects/:projectID/trust',
  trustSample: '/projects/:projectID/trust/:trustCheckID',
  settings: '/projects/:projectID/settings',
} as const;

export type RouteName = keyof typeof patterns;

interface IDs {
  organisationID: OrganisationID;
  projectID: ProjectID;
  mediaID: MediaID;
  deploymentID: DeploymentID;
  uploadID: UploadID;
  individualID: IndividualID;
  trustCheckID: TrustCheckID;
}

type NamesIn<Pattern extends string> = Pattern extends `${string}:${infer Name}/${infer Rest}`
  ? Name | NamesIn<`/${Rest}`>
  : Pattern extends `${string}:${infer Name}`
    ? Name
    : never;

export type Params<Name extends RouteName> = { [Key in NamesIn<(typeof patterns)[Name]> & keyof IDs]: IDs[Key] };

/** What every page gets. */
export interface PageProps<Name extends RouteName> {
  params: Params<Name>;
}

/** What every page under /projects/:projectID gets besides: the project, and how to have its counts read again. */
export interface ProjectPageProps<Name extends RouteName = 'project'> extends PageProps<Name> {
  project: Project;
  reload: () => Promise<void>;
}

type Load = () => Promise<{ default: Component<never> }>;

export const pages: Record<RouteName, Load> = {
  welcome: () => import('../welcome/WelcomePage.svelte'),
  register: () => import('../account/RegisterPage.svelte'),
  signIn: () => import('../account/SignInPage.svelte'),
  account: () => import('../account/AccountPage.svelte'),
  organisation: () => import('../organisation/OrganisationPage.svelte'),
  newProject: () => import('../project/NewProjectPage.svelte'),
  project: () => import('../project/OverviewPage.svelte'),
  field: () => import('../field/FieldPage.svelte'),
  clock: () => import('../field/ClockPage.svelte'),
  effort: () => import('../field/EffortPage.svelte'),
  upload: () => import('../upload/UploadPage.svelte'),
  card: () => import('../upload/CardPage.svelte'),
  review: () => import('../review/ReviewPage.svelte'),
  media: () => import('../review/MediaPage.svelte'),
  map: () => import('../look/MapPage.svelte'),
  activity: () => import('../look/ActivityPage.svelte'),
  species: () => import('../look/SpeciesPage.svelte'),
  export: () => import('../share/ExportPage.svelte'),
  models: () => import('../project/ModelsPage.svelte'),
  predictions: () => import('../predictions/PredictionsPage.svelte'),
  training: () => import('../training/TrainingPage.svelte'),
  repeats: () => import('../repeats/RepeatsPage.svelte'),
  individuals: () => import('../individuals/IndividualsPage.svelte'),
  individual: () => import('../individuals/IndividualPage.svelte'),
  work: () => import('../assignments/WorkPage.svelte'),
  conflicts: () => import('../conflicts/ConflictsPage.svelte'),
  crops: () => import('../crops/CropsPage.svelte'),
  labels: () => import('../labels/LabelsPage.svelte'),
  trust: () => import('../trust/TrustPage.svelte'),
  trustSample: () => import('../trust/SamplePage.svelte'),
  settings: () => import('../project/SettingsPage.svelte'),
};

/** Pages that make sense without an account. */
export const open: ReadonlySet<RouteName> = new Set(['welcome', 'register', 'signIn']);

type Query = Record<string, string | number | boolean | null | undefined>;

export function href<Name extends RouteName>(
  name: Name,
  ...rest: [NamesIn<(typeof patterns)[Name]>] extends [never] ? [params?: null, query?: Query] : [params: Params<Name>, query?: Query]
): string {
  const [params, query] = rest;
  const path = patterns[name].replace(/:(\w+)/g, (_, key: string) =>
    encodeURIComponent((params as Record<string, string>)[key] ?? ''),
  );
  const search = queryString(query ?? {});
  return search ? `${path}?${search}` : path;
}

/** Empty, null and undefined values are left out. */
export function queryString(query: Query): string {
  const kept = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== '');
  return new URLSearchParams(kept.map(([key, value]) => [key, String(value)])).toString();
}

export interface Match {
  name: RouteName;
  params: Record<string, string>;
}

/** The route of a path, or undefined where there is no such page. Fixed words win over parameters. */
export function match(path: string): Match | undefined {
  const steps = path.replace(/\/+$/, '').split('/');
  for (const name of Object.keys(patterns) as RouteName[]) {
    const wanted = patterns[name].replace(/\/+$/, '').split('/');
    if (wanted.length !== steps.length) continue;
    const params: Record<string, string> = {};
    const fits = wanted.every((word, at) => {
      if (!word.startsWith(':')) return word === steps[at];
      try {
        params[word.slice(1)] = decodeURIComponent(steps[at] ?? '');
      } catch {
        return false;
      }
      return steps[at] !== '';
    });
    if (fits) return { name, params };
  }
  return undefined;
}
