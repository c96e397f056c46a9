// The contract's types under short names, for the pages.
import type { components } from './schema.d.ts';

export type { paths, components, operations } from './schema.d.ts';
export type * from './ids.ts';

type Schemas = components['schemas'];

export type Problem = Schemas['Problem'];
export type Role = Schemas['Role'];
export type Health = Schemas['Health'];
export type Model = Schemas['Model'];
export type Taxon = Schemas['Taxon'];
export type Session = Schemas['Session'];
export type Token = Schemas['Token'];
export type Organisation = Schemas['Organisation'];
export type Member = Schemas['Member'];
export type ProjectFields = Schemas['ProjectFields'];
export type Project = Schemas['Project'];
export type AreaFields = Schemas['AreaFields'];
export type Area = Schemas['Area'];
export type LocationFields = Schemas['LocationFields'];
export type Location = Schemas['Location'];
export type DeploymentFields = Schemas['DeploymentFields'];
export type Deployment = Schemas['Deployment'];
export type ClockCorrectionFields = Schemas['ClockCorrectionFields'];
export type CameraKey = Schemas['CameraKey'];
export type ClockCorrection = Schemas['ClockCorrection'];
export type ClockPreview = Schemas['ClockPreview'];
export type ClockExamination = Schemas['ClockExamination'];
export type Upload = Schemas['Upload'];
export type UploadFile = Schemas['UploadFile'];
export type UploadFolder = Schemas['UploadFolder'];
export type GivenFolder = Schemas['GivenFolder'];
export type FolderProposal = Schemas['FolderProposal'];
export type CardReport = Schemas['CardReport'];
export type Finding = Schemas['Finding'];
export type UploadFileState = Schemas['UploadFileState'];
export type ObservationFields = Schemas['ObservationFields'];
export type Box = Schemas['Box'];
export type Observation = Schemas['Observation'];
export type Media = Schemas['Media'];
export type Event = Schemas['Event'];
export type AnswerBatch = Schemas['AnswerBatch'];
export type Progress = Schemas['Progress'];
export type Life = Schemas['Life'];
export type SpeciesTable = Schemas['SpeciesTable'];
export type ProjectMap = Schemas['ProjectMap'];
export type Activity = Schemas['Activity'];
