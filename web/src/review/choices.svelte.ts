// What a project offers to those who answer: its own fields, its known animals, and the species at hand.
import type { CustomField, Individual, ListedSpecies, ProjectID } from '@serow/api';
import { api, ask } from '../api/index.ts';

export class AnswerChoices {
  fields = $state.raw<CustomField[]>([]);
  individuals = $state.raw<Individual[]>([]);
  species = $state.raw<ListedSpecies[]>([]);
  readonly projectID: ProjectID;

  constructor(projectID: ProjectID) {
    this.projectID = projectID;
    void this.reload();
  }

  /** What cannot be had is not offered: answering goes on without it. */
  async reload(): Promise<void> {
    const path = { projectID: this.projectID };
    const [fields, individuals, species] = await Promise.all([
      ask(api.GET('/projects/{projectID}/custom-fields', { params: { path } })).catch(() => undefined),
      ask(api.GET('/projects/{projectID}/individuals', { params: { path } })).catch(() => undefined),
      ask(api.GET('/projects/{projectID}/species-list', { params: { path } })).catch(() => undefined),
    ]);
    if (fields) this.fields = fields.items;
    if (individuals) this.individuals = individuals.items;
    if (species) this.species = species.items;
  }
}
