// Identifiers of different things are different types: a MediaID cannot be handed over where a ProjectID is due.
// At run time all of them are UUID strings, and none of these enums exists. (Of two members, because TypeScript takes
// two values of a one-member enum for equal; not `string & {…}`, because the client's types would take that for an object.)

export declare enum AccountID { one = 'account', other = 'other account' }
export declare enum OrganisationID { one = 'organisation', other = 'other organisation' }
export declare enum ProjectID { one = 'project', other = 'other project' }
export declare enum AreaID { one = 'area', other = 'other area' }
export declare enum LocationID { one = 'location', other = 'other location' }
export declare enum DeploymentID { one = 'deployment', other = 'other deployment' }
export declare enum CameraKeyID { one = 'cameraKey', other = 'other cameraKey' }
export declare enum ClockCorrectionID { one = 'clockCorrection', other = 'other clockCorrection' }
export declare enum FailurePeriodID { one = 'failurePeriod', other = 'other failurePeriod' }
export declare enum PredictionImportID { one = 'predictionImport', other = 'other predictionImport' }
export declare enum ExportID { one = 'export', other = 'other export' }
export declare enum ModelRunID { one = 'modelRun', other = 'other modelRun' }
export declare enum TrustCheckID { one = 'trustCheck', other = 'other trustCheck' }
export declare enum RepeatVerdictID { one = 'repeatVerdict', other = 'other repeatVerdict' }
export declare enum IndividualID { one = 'individual', other = 'other individual' }
export declare enum CustomFieldID { one = 'customField', other = 'other customField' }
export declare enum TrainingID { one = 'training', other = 'other training' }
export declare enum UploadID { one = 'upload', other = 'other upload' }
export declare enum UploadFileID { one = 'uploadFile', other = 'other uploadFile' }
export declare enum MediaID { one = 'media', other = 'other media' }
export declare enum EventID { one = 'event', other = 'other event' }
export declare enum ObservationID { one = 'observation', other = 'other observation' }
export declare enum AnswerID { one = 'answer', other = 'other answer' }
export declare enum BatchID { one = 'batch', other = 'other batch' }
export declare enum ViewID { one = 'view', other = 'other view' }
export declare enum AssignmentID { one = 'assignment', other = 'other assignment' }
export declare enum TokenID { one = 'token', other = 'other token' }
