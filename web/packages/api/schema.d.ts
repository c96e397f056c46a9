// Generated from api/openapi.yaml by `npm run api`. Do not edit.
import type { AccountID, OrganisationID, ProjectID, AreaID, LocationID, DeploymentID, CameraKeyID, ClockCorrectionID, FailurePeriodID, RepeatVerdictID, IndividualID, CustomFieldID, ModelRunID, TrustCheckID, PredictionImportID, ExportID, TrainingID, UploadFileID, UploadID, MediaID, EventID, ObservationID, AnswerID, BatchID, ViewID, AssignmentID, TokenID } from "./ids.ts";
export interface paths {
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Is the service working, and what is it lacking */
        get: operations["health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.yaml": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document */
        get: operations["contract"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The models that Serow knows, and whether their weights are here */
        get: operations["listModels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/taxa": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Taxa by scientific, English or Chinese name */
        get: operations["findTaxa"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new account, signed in at once; with organisationName also its organisation */
        post: operations["register"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who I am */
        get: operations["getSession"];
        put?: never;
        /** Sign in */
        post: operations["signIn"];
        /** Sign out */
        delete: operations["signOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My API tokens, without their secrets */
        get: operations["listTokens"];
        put?: never;
        /** A new API token; its secret is shown this once */
        post: operations["createToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tokens/{tokenID}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke a token */
        delete: operations["deleteToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organisations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The organisations I belong to */
        get: operations["listOrganisations"];
        put?: never;
        /** A new organisation, owned by the caller */
        post: operations["createOrganisation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organisations/{organisationID}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organisationID: components["parameters"]["organisationID"];
            };
            cookie?: never;
        };
        /** One organisation */
        get: operations["getOrganisation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Rename (owner) */
        patch: operations["updateOrganisation"];
        trace?: never;
    };
    "/organisations/{organisationID}/members": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organisationID: components["parameters"]["organisationID"];
            };
            cookie?: never;
        };
        /** Members and their roles */
        get: operations["listOrganisationMembers"];
        /** Give an existing account a role (owner); 404 with the next step where nobody registered with that e-mail */
        put: operations["setOrganisationMember"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organisations/{organisationID}/members/{accountID}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a member (owner); the last owner cannot be removed */
        delete: operations["removeOrganisationMember"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The projects I may see */
        get: operations["listProjects"];
        put?: never;
        /** A new project in an organisation (manager of it) */
        post: operations["createProject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        /** One project with its counts */
        get: operations["getProject"];
        put?: never;
        post?: never;
        /** Delete an empty project (owner); 409 while it holds media */
        delete: operations["deleteProject"];
        options?: never;
        head?: never;
        /** Change its description (manager) */
        patch: operations["updateProject"];
        trace?: never;
    };
    "/projects/{projectID}/members": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        /** Who has a role in this project itself */
        get: operations["listProjectMembers"];
        /** Give an existing account a role in this project (owner) */
        put: operations["setProjectMember"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/members/{accountID}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take the role in this project away (owner) */
        delete: operations["removeProjectMember"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/areas": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        /** Sample areas */
        get: operations["listAreas"];
        put?: never;
        /** A new sample area, a polygon or just a name (manager) */
        post: operations["createArea"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/areas/{areaID}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                areaID: components["parameters"]["areaID"];
            };
            cookie?: never;
        };
        /** One sample area */
        get: operations["getArea"];
        put?: never;
        post?: never;
        /** Delete it (manager); its points stay, without an area */
        delete: operations["deleteArea"];
        options?: never;
        head?: never;
        /** Change it (manager) */
        patch: operations["updateArea"];
        trace?: never;
    };
    "/projects/{projectID}/locations": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        /** Sample points */
        get: operations["listLocations"];
        put?: never;
        /** A new sample point (manager) */
        post: operations["createLocation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/locations/{locationID}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                locationID: components["parameters"]["locationID"];
            };
            cookie?: never;
        };
        /** One sample point */
        get: operations["getLocation"];
        put?: never;
        post?: never;
        /** Delete it (manager); 409 while deployments stand there */
        delete: operations["deleteLocation"];
        options?: never;
        head?: never;
        /** Change it (manager) */
        patch: operations["updateLocation"];
        trace?: never;
    };
    "/projects/{projectID}/deployments": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        /** Deployments */
        get: operations["listDeployments"];
        put?: never;
        /** A camera at a sample point (manager). Without start and end they follow the first and last file. */
        post: operations["createDeployment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/deployments/{deploymentID}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                deploymentID: components["parameters"]["deploymentID"];
            };
            cookie?: never;
        };
        /** One deployment */
        get: operations["getDeployment"];
        put?: never;
        post?: never;
        /** Delete it (manager); 409 while it holds media */
        delete: operations["deleteDeployment"];
        options?: never;
        head?: never;
        /** Change it (manager); a new zone re-derives the times of its media and its events */
        patch: operations["updateDeployment"];
        trace?: never;
    };
    "/projects/{projectID}/deployments/{deploymentID}/clock": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                deploymentID: components["parameters"]["deploymentID"];
            };
            cookie?: never;
        };
        /** What was recorded of its clock, oldest first, what was taken back included */
        get: operations["listClockCorrections"];
        put?: never;
        /**
         * Record a clock correction (manager); times and events of the deployment follow
         * @description Applied in the order of recording, each to what the ones before give. What the camera wrote is never changed.
         */
        post: operations["recordClockCorrection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/deployments/{deploymentID}/clock/preview": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                deploymentID: components["parameters"]["deploymentID"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a clock correction would move (manager); nothing is changed */
        post: operations["previewClockCorrection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/deployments/{deploymentID}/clock/doctor": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                deploymentID: components["parameters"]["deploymentID"];
            };
            cookie?: never;
        };
        /** Is its clock right? Infrared and colour frames against the sun. Proposes, never applies. */
        get: operations["examineClock"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/deployments/{deploymentID}/clock/{clockCorrectionID}/retraction": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                deploymentID: components["parameters"]["deploymentID"];
                clockCorrectionID: components["parameters"]["clockCorrectionID"];
            };
            cookie?: never;
        };
        /** What taking it back would move; nothing is changed */
        get: operations["previewClockRetraction"];
        put?: never;
        /** Take it back (manager); it stays in the list, times and events follow */
        post: operations["retractClockCorrection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/storage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the organisation of the project stores, and what still fits
         * @description Files that do not fit are refused before their bytes are sent - by the announcement with which the card, as far as it is announced, no longer fits, and when a file is begun - with 507 and code storage-full.
         */
        get: operations["getStorage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/deployments/{deploymentID}/camera-keys": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                deploymentID: components["parameters"]["deploymentID"];
            };
            cookie?: never;
        };
        /** The keys with which cameras bring files to this deployment, without their secrets */
        get: operations["listCameraKeys"];
        put?: never;
        /**
         * A new key (manager); it is shown this once
         * @description It can bring files to this deployment (`dropFile`), and nothing else. It goes with the deployment.
         */
        post: operations["createCameraKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/deployments/{deploymentID}/camera-keys/{cameraKeyID}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                deploymentID: components["parameters"]["deploymentID"];
                cameraKeyID: components["parameters"]["cameraKeyID"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a key back (manager); it stays in the list, and what it brought stays */
        delete: operations["revokeCameraKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/drop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A camera brings a file, with its key
         * @description `Authorization: Bearer serowcam_…`. The body is the file, or a form (multipart/form-data) with up to 50. What is
         *     no photo or video by its first bytes is 415. When this answers, the file is on disk, synced, and will be read.
         *     The same bytes again are there once. A file may have 1 GiB; a key may bring 1200 files an hour and 20 GiB a day (429).
         */
        post: operations["dropFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/drop/{cameraKey}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The same, for cameras that can be given an address and nothing else */
        post: operations["dropFileByAddress"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/deployments/{deploymentID}/failures": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                deploymentID: components["parameters"]["deploymentID"];
            };
            cookie?: never;
        };
        /** When its camera did not work, by start, what was taken back included; and the effort that is left */
        get: operations["listFailurePeriods"];
        put?: never;
        /**
         * Record a time in which the camera did not work (manager); trap-nights and rates follow
         * @description Periods may overlap (they count once) and reach beyond the deployment (only what lies within counts); one that
         *     lies wholly outside is refused (422). With the verdict worked it is the opposite: a person looked, and the camera
         *     did work; nothing is taken off, and nothing is proposed for that time any more.
         */
        post: operations["recordFailurePeriod"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/deployments/{deploymentID}/failures/proposals": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                deploymentID: components["parameters"]["deploymentID"];
            };
            cookie?: never;
        };
        /** Did its camera work? What its files, their pixels and its neighbours suggest. Proposes, never records. */
        get: operations["examineEffort"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/deployments/{deploymentID}/failures/{failurePeriodID}/retraction": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                deploymentID: components["parameters"]["deploymentID"];
                failurePeriodID: components["parameters"]["failurePeriodID"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take it back (manager); it stays in the list, effort follows */
        post: operations["retractFailurePeriod"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        /** Cards brought in, newest first */
        get: operations["listUploads"];
        put?: never;
        /**
         * Begin to bring in a card (annotator), into a deployment, or to a location, where a deployment is then made, or by folders
         * @description Exactly one of deploymentID, locationID and folders. By folders a file belongs to the longest folder that holds
         *     it; one that lies in none of them is refused when it is announced. Sample points and areas that folders name are
         *     made here (manager), and a deployment for each point, camera and visit.
         */
        post: operations["createUpload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/uploads/proposal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What the names of a card's folders and the facts of some photos say of where they belong (annotator); nothing is written
         * @description Without a pattern the one that fits best is found. A pattern has one step for each folder: "{area}/{point}",
         *     "{point}_{date}", "Station {point}/DCIM/100MEDIA"; "*" is any text, folders that cameras make are skipped. The
         *     answer's items together hold all folders; give them back, corrected, as the folders of createUpload.
         */
        post: operations["proposeFolders"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/uploads/{uploadID}/folders": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                uploadID: components["parameters"]["uploadID"];
            };
            cookie?: never;
        };
        /** Which folder of the card belongs where; empty where all of it belongs to one deployment */
        get: operations["listUploadFolders"];
        put?: never;
        /** More folders of a card that goes by folders (annotator); what came already stays where it is */
        post: operations["addUploadFolders"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/uploads/{uploadID}/gate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The ingest gate - what is odd about the card, from the facts that the server has read */
        get: operations["examineCard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/uploads/{uploadID}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Somebody has seen what the gate found (annotator); 409 while files are to come or to be read */
        post: operations["confirmCard"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/uploads/{uploadID}/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The card belongs elsewhere (manager) - move its media; times and events follow, answers stay
         * @description Exactly one of deploymentID and locationID, where a deployment is then made. With a folder only that folder of a
         *     card that goes by folders. Media that another card brought stay. 409 while files are being read.
         */
        post: operations["moveCard"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/uploads/{uploadID}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One upload with its counts */
        get: operations["getUpload"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/uploads/{uploadID}/files": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                uploadID: components["parameters"]["uploadID"];
            };
            cookie?: never;
        };
        /** Its files with their states */
        get: operations["listUploadFiles"];
        put?: never;
        /**
         * The manifest - say which files there are; the answer says which bytes are wanted
         * @description Up to 1000 files a request. Announcing a path again updates it; nothing is sent for bytes that are known.
         */
        post: operations["announceFiles"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/uploads/{uploadID}/files/{uploadFileID}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * The bytes of an announced file
         * @description The body is the file, whole. It is hashed while it arrives; other bytes than announced are refused with
         *     460 hash-mismatch and may be sent again. When 200 is answered the file is on disk, synced and verified.
         */
        put: operations["sendFile"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/uploads/{uploadID}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * That was the whole card - read every stored file again, and sign the list
         * @description 409 while files are missing, or where another number of files was announced.
         */
        post: operations["completeUpload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/uploads/{uploadID}/receipt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The signed list of a card that may be wiped
         * @description A text: a head, a line "sha256 bytes mediaID path" for each file, this service's public key, and the Ed25519
         *     signature of all lines above it. `serow receipt FILE` checks one. 409 until the upload's state is safe.
         */
        get: operations["getReceipt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/uploads/{uploadID}/tus": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                uploadID: components["parameters"]["uploadID"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin to send an announced file, in as many requests as it takes (tus 1.0)
         * @description Any tus client can send the files of an announcement: `Upload-Metadata` holds the `uploadFileID` that the
         *     announcement gave. The body may hold the first bytes, or all of them. Beginning again forgets what came. When
         *     the last byte has come the file is verified against the announced hash: 460 where it is another file.
         *     `received` of the announcement tells which files are begun already; those are gone on with at
         *     `…/tus/{uploadFileID}`, from any computer.
         */
        post: operations["tusCreate"];
        delete?: never;
        /** What of tus 1.0 is spoken here */
        options: operations["tusAbilities"];
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/uploads/{uploadID}/tus/{uploadFileID}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                uploadID: components["parameters"]["uploadID"];
                uploadFileID: UploadFileID;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The same for clients that can send nothing but POST (X-HTTP-Method-Override) */
        post: operations["tusOverride"];
        /** Forget what came of a file that is not finished */
        delete: operations["tusForget"];
        /** What of tus 1.0 is spoken here */
        options: operations["tusFileAbilities"];
        /** How far the file came */
        head: operations["tusOffset"];
        /** More bytes of the file, from where it stands */
        patch: operations["tusGoOn"];
        trace?: never;
    };
    "/projects/{projectID}/media": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Photos and videos by time
         * @description Those that show people or vehicles are withheld from who may not look at them (peopleVisibleTo, vehiclesVisibleTo of the project). In the list of all they stand empty; with a filter for what is seen or answered they are left out, and asking for people or vehicles is refused with 403.
         */
        get: operations["listMedia"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/media/{mediaID}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One photo or video */
        get: operations["getMedia"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/media/{mediaID}/life": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Its whole life - card path, hash, clock, store, boxes, votes, event */
        get: operations["explainMedia"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/media/{mediaID}/tracks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the machine followed through a video, and how many were there at once */
        get: operations["getTracks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/media/{mediaID}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The original bytes; ranges are served. 403 where it is withheld, as for its previews; of one that is private the look is written down */
        get: operations["getContent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/media/{mediaID}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** JPEG without EXIF, longest side at most 1600; a video's poster frame. People and vehicles that the project keeps private are blurred */
        get: operations["getPreview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/media/{mediaID}/thumbnail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** JPEG, longest side at most 320; blurred as the preview */
        get: operations["getThumbnail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/media/{mediaID}/proxy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A video as an MP4 that browsers play (H.264, AAC; longest side at most 1280); 404 unless its playback is proxy. Ranges are served. */
        get: operations["getProxy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Events, each with its media and present answers; by time, or by what an answer is worth
         * @description Sorted by `worth`, events come first where an answer says most: people or machines differ, the taxon is rare here, the
         *     models are unsure, little of the sample point is reviewed. The order is worked out in the background where it is asked for and
         *     something has changed; `worthAt` says as of when it holds. An event without anything to review is worth 0 then, and last.
         *     `docs/methods/review-order.md` has the rule.
         */
        get: operations["listEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/answerers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who has answered in the project - models and people, for the filters of lists */
        get: operations["listAnswerers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/answerable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many photos and videos an answer by this filter would be about
         * @description Those that were read, pass the filter, and that the caller may look at. For `expected` of the answer.
         */
        get: operations["countAnswerable"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A human answer for media or a whole event (annotator), written to the ledger
         * @description With `observations` the answer is those; an empty list is refused (say `blank`). With `confirm: true` the present
         *     answer of each media is repeated by the caller. The batchID undoes it. With `adjudicates: true` the answer ends a
         *     conflict: what people said before no longer counts (managers, and members who are marked as experts). Who answers
         *     otherwise later opens it again. See docs/methods/consensus.md.
         */
        post: operations["answer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/answers/{batchID}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Undo - take the caller's own batch back, a manager anybody's (also an entry of the ledger) */
        delete: operations["retractAnswer"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/conflicts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Media on which people differ, with what each of them says (manager, or expert)
         * @description The answers that count, each person's latest. An answer with `adjudicates` ends a conflict. Media that are withheld from the caller are left out.
         */
        get: operations["listConflicts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/agreement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far people agree on media that two or more of them answered (manager, or expert)
         * @description Krippendorff's alpha of all, and of each species against the rest; Cohen's kappa of each two people. Adjudications
         *     are left out. See docs/methods/agreement.md.
         */
        get: operations["getAgreement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/bulk-answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Answers to all that passed a filter, the latest twenty */
        get: operations["listBulkAnswers"];
        put?: never;
        /**
         * One answer for every photo and video that passes a filter (annotator)
         * @description `expected` is how many the caller means, as countAnswerable told; where another number passes now the answer is
         *     refused with 409. What a person answered is left out unless `overPeople` is true (then `expected` is open +
         *     byPeople). At most 200 000 at once. A job writes the answers, some hundreds at a time, all under one batchID of
         *     the ledger: getBulkAnswer tells how far it is, retractBulkAnswer takes all of it back. With `confirm` media of
         *     which nothing holds are left out, and what somebody answered meanwhile is, too.
         */
        post: operations["answerMany"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/bulk-answers/{bulkAnswerID}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far it is; its bulkAnswerID is the batchID */
        get: operations["getBulkAnswer"];
        put?: never;
        post?: never;
        /** Undo - nothing more is answered, and a job takes back what was; one's own, a manager anybody's */
        delete: operations["retractBulkAnswer"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Saved filters - the caller's own, and those that are shared with the project */
        get: operations["listViews"];
        put?: never;
        /** Keep a filter under a name (viewer; to share it, annotator). At most 200 for each account in a project */
        post: operations["saveView"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/views/{viewID}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Keep it no longer; one's own, a manager any that is shared */
        delete: operations["deleteView"];
        options?: never;
        head?: never;
        /** Another name, filter or sharing; of one's own, a manager of any that is shared */
        patch: operations["changeView"];
        trace?: never;
    };
    "/projects/{projectID}/assignments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is to review what. Open ones first, of these what is due soonest; all members see all of them */
        get: operations["listAssignments"];
        put?: never;
        /**
         * Give a filter's photos and videos to people to review (manager). At most 500 in a project
         * @description 422 for an assignee who may not answer in the project (ableToReview), and for a filter of what cannot be read.
         */
        post: operations["addAssignment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/assignments/{assignmentID}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One of them, and how far it is
         * @description 403 for a filter of people or vehicles that are withheld from the caller.
         */
        get: operations["getAssignment"];
        put?: never;
        post?: never;
        /** Give it no longer (manager); answers stay */
        delete: operations["deleteAssignment"];
        options?: never;
        head?: never;
        /** Change what is given (manager); its assignees change the state alone */
        patch: operations["changeAssignment"];
        trace?: never;
    };
    "/projects/{projectID}/able-to-review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everybody to whom something may be assigned - who may answer here, by the project's role or the organisation's (manager) */
        get: operations["ableToReview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/review-progress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far the review is, by sample point and by person
         * @description Of people how much they answered, never what. Days begin as the project's clock has them.
         */
        get: operations["reviewProgress"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/predictions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Files of other programs' predictions that came, the latest first */
        get: operations["listPredictionImports"];
        put?: never;
        /**
         * What another program's models saw, read into the ledger (manager)
         * @description The body is the file as that program wrote it: MegaDetector batch output 1.0 to 1.6, also of Timelapse and AddaxAI
         *     (a list `images`), or SpeciesNet's predictions (a list `predictions`). Each entry finds its medium by the end of its
         *     path; the medium gets an answer of the model that the file names. What people answered stays. The same file
         *     again adds nothing: an answer's id is made of project, medium, the file's hash and the thresholds. `batchID` of the report takes all of it back.
         *     A job reads the file: getPredictionImport tells how far it is and what became of it, also where it is none that can be read. At most
         *     2 GiB. See docs/formats/predictions.md.
         */
        post: operations["bringPredictions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/predictions/{predictionImportID}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far the reading of a file is, and what became of it */
        get: operations["getPredictionImport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/observations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The present observations by time */
        get: operations["listObservations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/reveals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who looked at people or vehicles unblurred, and when, the latest first (manager)
         * @description The same look at the same media within an hour is told once. Names of media that the caller may not look at are empty.
         */
        get: operations["listReveals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/progress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far reading and classifying are, and what failed */
        get: operations["getProgress"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/progress/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Queue the dead jobs again (manager) */
        post: operations["retryJobs"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/geofence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which animals the machine can suggest here */
        get: operations["getGeofence"];
        /** Replace the lists (manager); what was answered before stays until the machine looks again */
        put: operations["setGeofence"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which models look at this project's photos and videos */
        get: operations["getModelChoice"];
        /** Choose them (manager); what comes from now on is looked at by these, the rest by lookAgain */
        put: operations["chooseModels"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/models/runs": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        /** Runs of other models over its photos and videos, the latest first */
        get: operations["listModelRuns"];
        put?: never;
        /**
         * Look at photos and videos again with other models (manager)
         * @description Of what the conditions name together; without any, of all of the project. What the models say stands in the ledger
         *     beside what holds, and compareModels knows it; it counts once the run is put to use (useModelRun).
         */
        post: operations["beginModelRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/models/runs/{modelRunID}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                modelRunID: components["parameters"]["modelRunID"];
            };
            cookie?: never;
        };
        /** How far a run is */
        get: operations["getModelRun"];
        /** Put what it said to use, or beside again (manager); what people answered is never touched */
        put: operations["useModelRun"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/models/runs/{modelRunID}/cancellation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Do not look at what is left (manager); what was said stays */
        post: operations["cancelModelRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/media/{mediaID}/similar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Photos and videos of other events whose animals look most like those of this one */
        get: operations["findSimilar"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/similar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Describe all animals in boxes that were not described yet, so that similar ones are found (manager) */
        post: operations["describeCrops"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/detections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Animals in boxes of photos, one by one
         * @description By name, those without one last; then the surest first, people's last. scientificName and the scores are held against
         *     the box itself, all else against its photo; with show=reviewed or an accountID the box is one that people said. People and vehicles are no part of it, nor are videos, nor what is withheld
         *     from the caller. Of a photo that is reviewed blind the model's boxes are told until it is settled.
         */
        get: operations["listDetections"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/cohorts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The next crops of one suggested name that wait for an answer, those that look alike put together
         * @description Each crop is in one cohort. See docs/methods/cohorts.md. The filters are those of the list of detections. `next` begins the
         *     next batch, of this name or of another; what was left open is passed.
         */
        get: operations["listCohorts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/crop-answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * One answer about many animals in boxes (annotator), written to the ledger as a line for each photo
         * @description With `confirm` each crop is what it was shown as; with an observationType it is that (`blank`: no animal). All else that
         *     a photo shows stays as it is. Photos that people have answered are left out, and so are boxes that are no longer as
         *     they were shown. The batchID undoes it, by the operation retractAnswer; null where all was left out.
         */
        post: operations["answerCrops"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/media/{mediaID}/crop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A small picture of what lies around a box of a photo
         * @description Cut from the preview, at most 360 pixels; people whom the project keeps private are blurred in it.
         */
        get: operations["getCrop"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/individuals": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        /** The animals that are told apart, by name */
        get: operations["listIndividuals"];
        put?: never;
        /** Name an animal (annotator); observations then say its individualID */
        post: operations["createIndividual"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/individuals/{individualID}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                individualID: components["parameters"]["individualID"];
            };
            cookie?: never;
        };
        /** One animal with its latest 500 pictures and the places where it was seen */
        get: operations["getIndividual"];
        put?: never;
        post?: never;
        /** Remove it (annotator); 409 where observations name it */
        delete: operations["deleteIndividual"];
        options?: never;
        head?: never;
        /** Change it (annotator); another species only where it was not seen yet */
        patch: operations["updateIndividual"];
        trace?: never;
    };
    "/projects/{projectID}/media/{mediaID}/individuals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which known individuals an animal looks like, by the features that the project's network sees in both; a hint to compare, no identification */
        get: operations["listResemblingIndividuals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/custom-fields": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        /** The project's own fields of an observation, those that are retired last */
        get: operations["listCustomFields"];
        /** Say which fields are asked, in this order (manager); others are retired, and what was answered stays */
        put: operations["putCustomFields"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/species-list": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        /** The species at hand when answering, in the order of their keys */
        get: operations["getSpeciesList"];
        /** Replace the list (manager) */
        put: operations["setSpeciesList"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/favorites": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mark photos and videos as favourites, or no longer (annotator) */
        post: operations["setFavorite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/trust": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What random samples tell of how much of what the machine says is wrong at most */
        get: operations["listTrustChecks"];
        put?: never;
        /**
         * Draw a random sample to review (annotator)
         * @description Of the photos and videos of which a machine says the same and that nobody answered, by sample point and by day or night. It is reviewed by answering its media (createAnswer). 409 where the machine says so of nothing, or a sample of it is open.
         */
        post: operations["beginTrustCheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/trust/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many would have to be reviewed for which bound */
        get: operations["previewTrustCheck"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/trust/{trustCheckID}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One check, with what its answers say so far */
        get: operations["getTrustCheck"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/trust/{trustCheckID}/media": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What of the sample nobody has answered yet
         * @description Without observations, so that whoever looks does not know what the machine said. Each account begins at another place.
         */
        get: operations["listTrustMedia"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/trust/{trustCheckID}/cancellation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Leave it (whoever began it, or a manager); answers stay */
        post: operations["cancelTrustCheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/label-conflicts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What people said of animals, where most photos of other events that look like them bear another name */
        get: operations["listLabelConflicts"];
        put?: never;
        /** Compare all named animals anew (annotator) */
        post: operations["compareLabels"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/label-conflicts/{mediaID}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that a label is right as it is, so that it is not shown again (annotator) */
        post: operations["keepLabel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/models/training/material": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What people verified here that a classifier could be trained on */
        get: operations["getTrainingMaterial"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/models/training": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The project's own classifiers, and their trainings that are under way or failed; the latest first */
        get: operations["listTrainings"];
        put?: never;
        /**
         * Train a classifier on what people verified (manager)
         * @description A job; its model can be chosen for this project, and for no other, by `modelName`. Refused with 422 where there is too
         *     little to learn from, and with 409 while another training is under way. See docs/methods/train-your-own.md.
         */
        post: operations["startTraining"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/models/training/{trainingID}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a model that is not chosen, or end a training (manager) */
        delete: operations["removeTraining"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/models/training/{trainingID}/card": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The model card - data, split, scores with intervals, what it must not be used for */
        get: operations["getModelCard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/models/training/{trainingID}/package": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The model to take away - ONNX (backbone and head joined), manifest, labels and card */
        get: operations["getModelPackage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/review-rule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** By which rule people's answers become what holds, and who chose it when */
        get: operations["getReviewRule"];
        /**
         * Choose it (manager); what holds follows soon after
         * @description Nothing in the ledger changes: what holds is derived anew. A share that is reviewed blind is drawn by the events' ids;
         *     media that somebody has answered before are not in it. See docs/methods/consensus.md. Of a machine only what a measured
         *     sample trusts is accepted (docs/methods/measured-trust.md): 409 where none holds of blanks, or of any name.
         */
        put: operations["setReviewRule"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/review-rule/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many media each rule would settle and leave open (manager) */
        get: operations["previewReviewRules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/thresholds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** From which confidence a machine's box is an observation here */
        get: operations["getThresholds"];
        /** Choose them (manager); what holds of media that no person has answered follows */
        put: operations["setThresholds"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/thresholds/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the machine would say of all media under any thresholds
         * @description Media are counted by what thresholds can tell apart, so that the effect of any thresholds in whole hundredths is a sum
         *     over the items: a type is seen by the machine where `best` is at least the threshold in hundredths, or, without a
         *     threshold, where `byModel` is true. See docs/methods/thresholds.md.
         */
        get: operations["previewThresholds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/repeat-detections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Places where the machine finds something again and again, and what people said of such places */
        get: operations["listRepeatDetections"];
        put?: never;
        /**
         * Say of a place that nothing is there, or that it is real (annotator)
         * @description Where nothing is there, the machine's boxes at that place are no observations any more, those to come included; people's answers stay.
         */
        post: operations["judgeRepeatDetection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/repeat-detections/{repeatVerdictID}/retraction": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take it back (one's own; a manager anybody's); it stays in the list */
        post: operations["retractRepeatVerdict"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/models/comparison": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Each model that looked at the project's media, held against what people have settled */
        get: operations["compareModels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/models/calibration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether each model is as often right as it says, and what its probabilities are read as */
        get: operations["getModelCalibration"];
        /**
         * Read a model's probabilities as what they turned out to mean, or as it says them (manager)
         * @description The ledger stays as it is; probabilities of observations follow soon after.
         */
        put: operations["calibrateModel"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/classifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let the machine look again at what no person has answered (manager) */
        post: operations["lookAgain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Server-sent events: `progress` (as GET progress) at once and whenever it changes; `answered`, [{accountID, eventIDs}], where people answered or took back since; each at most once a second */
        get: operations["live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/species": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Species with independent events, media, effort and rate per 100 trap-nights */
        get: operations["listSpecies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/map": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sample points with effort and events per species */
        get: operations["getMap"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/activity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Daily activity rhythm of a species - circular kernel density in clock time */
        get: operations["getActivity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/export/camtrap-dp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A Camtrap DP 1.0.2 package as a zip; the same data gives the same bytes
         * @description Needs the role annotator. That it was taken is recorded, and told by the life of each media in it.
         */
        get: operations["exportCamtrapDp"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was taken away, by whom and when; the latest first */
        get: operations["listExports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/export/megadetector": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What machines saw last, as MegaDetector batch output 1.6, which Timelapse reads
         * @description Needs the role annotator. Files are named `sample point/card/path`; of one deployment by their path on the card, so
         *     that the JSON fits beside a copy of it. Photos and videos that nobody's machine looked at are left out, unreadable
         *     ones are failures.
         */
        get: operations["exportMegaDetector"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectID}/export/speciesnet": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What machines saw last on photos, as SpeciesNet's predictions
         * @description Needs the role annotator. Named and chosen as for exportMegaDetector; the format has no frames, so videos are left out.
         */
        get: operations["exportSpeciesNet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/demo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Fill a demo reserve for the caller, through the normal way in */
        post: operations["makeDemo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Problem: {
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @description A stable word: not-found, invalid, hash-mismatch … */
            code: string;
        };
        /** @enum {string} */
        Role: "viewer" | "annotator" | "manager" | "owner";
        Health: {
            /** @enum {string} */
            status: "ok";
            version: string;
            /** @description Whether anybody has registered yet */
            accounts: boolean;
            /** @description The detector in use; null: no model is present, and classification waits */
            detector: string | null;
            demoOffered: boolean;
        };
        Model: {
            name: string;
            version: string;
            /** @enum {string} */
            task: "detector" | "classifier";
            licence: string;
            source: string;
            sha256: string;
            /** @enum {string} */
            state: "present" | "missing";
            /** @description Where it is, or how to get it */
            detail: string;
        };
        ModelNames: {
            detector: string;
            classifiers: string[];
            /** @description 0: as each model says */
            tiles: number;
        };
        ModelChoice: {
            /** @description null: as the service does */
            detector: string | null;
            /** @description null: as the service does */
            classifiers: string[] | null;
            /** @description Parts along each side of a photo that are looked at beside the whole; null: as the service does */
            tiles: number | null;
            /** @description What moved in a photo is asked beside the detector */
            secondOpinion: boolean;
            service: components["schemas"]["ModelNames"];
            /** @description Who chose; empty where nobody did */
            recordedBy: string;
            /** Format: date-time */
            recordedAt: string | null;
        };
        ModelRun: {
            /** Format: uuid */
            modelRunID: ModelRunID;
            detector: string;
            classifiers: string[];
            /** @description What they were when the run began; others do not go on with it */
            models: {
                name: string;
                version: string;
                /** @description Of the weights */
                sha256: string;
                /** @description SHA-256 of the manifest */
                manifest: string;
            }[];
            /** @description Which photos and videos */
            asked: {
                [key: string]: unknown;
            };
            /**
             * @description stopped: what is left was given up after several tries
             * @enum {string}
             */
            state: "running" | "stopped" | "cancelled" | "done";
            media: number;
            lookedAt: number;
            /** @description Files that could not be looked at */
            problems: number;
            givenUp: number;
            givenUpReason: string;
            begunBy: string;
            /** Format: date-time */
            begunAt: string;
            /** Format: date-time */
            cancelledAt: string | null;
            /**
             * Format: date-time
             * @description null: what it says stands beside
             */
            usedSince: string | null;
            usedBy: string;
        };
        SimilarMedia: {
            /** @description Model whose features are compared; null: no classifier of the project has any */
            network: string | null;
            /** @description It has described an animal of this medium */
            described: boolean;
            /** @description Animals in boxes among which was looked */
            crops: number;
            items: {
                media: components["schemas"]["Media"];
                /** @description Of the animal that looks alike */
                bbox: number[];
                /** @description Of a video, when that animal was seen */
                second: number | null;
                /** @description Cosine of the features */
                similarity: number;
            }[];
        };
        /** @description An animal in a box of a photo */
        Detection: {
            /** Format: uuid */
            observationID: ObservationID;
            /** Format: uuid */
            mediaID: MediaID;
            /** Format: uuid */
            eventID: EventID | null;
            /** Format: uuid */
            deploymentID: DeploymentID;
            /** Format: uuid */
            locationID: LocationID;
            locationName: string;
            fileName: string;
            /** Format: date-time */
            timestamp: string | null;
            /** @description Of the photo, pixels */
            width: number | null;
            height: number | null;
            bbox: components["schemas"]["Place"];
            /** @description Empty: not named */
            scientificName: string;
            vernacularNames: {
                eng?: string;
                zho?: string;
            };
            /** @enum {string} */
            classificationMethod: "human" | "machine";
            classifiedBy: string;
            classificationProbability: number | null;
            taxonProbability: number | null;
            /**
             * @description Of its photo
             * @enum {string}
             */
            consensus: "none" | "machine" | "accepted" | "awaiting" | "human" | "conflict";
            /** @description Its photo is reviewed blind; people's answers are not told yet */
            keptBack: boolean;
            /** @enum {string} */
            privacy: "open" | "private";
            /** @description What else its photo shows */
            others: {
                observationType: string;
                scientificName: string;
                vernacularNames: {
                    eng?: string;
                    zho?: string;
                };
            }[];
        };
        CohortBatch: {
            /** @description Suggested for all of them; empty: not named, or there are none */
            scientificName: string;
            vernacularNames: {
                eng?: string;
                zho?: string;
            };
            /** @description Model whose features are compared; null: no classifier of the project has any */
            network: string | null;
            crops: number;
            /** @description Of them */
            described: number;
            cohorts: {
                /**
                 * @description alike: each looks like the first; together: of one event, nothing is known of their looks; apart: like no other
                 * @enum {string}
                 */
                by: "alike" | "together" | "apart";
                /** @description Of the members to the first one; only of those alike */
                leastSimilarity: number | null;
                crops: components["schemas"]["Detection"][];
            }[];
            next: string | null;
        };
        CropAnswerBatch: {
            /** Format: uuid */
            batchID: BatchID | null;
            media: components["schemas"]["Media"][];
            leftOut: {
                /** Format: uuid */
                mediaID: MediaID;
                bbox: components["schemas"]["Place"];
                /** @enum {string} */
                why: "answered" | "changed";
            }[];
        };
        NewTrustCheck: {
            /** @description A name that the machine gives; without: blank */
            scientificName?: string;
            /** @description The share that may be missed at most, with 95 % confidence */
            most: number;
            /**
             * @description With so many found the bound is still reached; the sample is larger then
             * @default 0
             */
            missedAllowed: number;
        };
        TrustPreview: {
            /** @description null: blank */
            taxon: components["schemas"]["NamedTaxon"] | null;
            /** @description Of which the machine says so and that nobody answered */
            media: number;
            strata: {
                locationName: string;
                byNight: boolean;
                media: number;
            }[];
            plans: {
                most: number;
                missedAllowed: number;
                /** @description To be reviewed */
                draws: number;
            }[];
        };
        TrustCheck: {
            /** Format: uuid */
            trustCheckID: TrustCheckID;
            /** @description What the machine says: null: blank */
            taxon: components["schemas"]["NamedTaxon"] | null;
            /**
             * @description measured: all of the sample is answered and the result holds; expired: what decides the machine's answers has changed
             * @enum {string}
             */
            state: "open" | "measured" | "expired" | "cancelled";
            /** @description The bound that was asked for */
            wanted: number;
            missedAllowed: number;
            /** @description Of which the machine said so when it began */
            media: number;
            strata: {
                /** Format: uuid */
                locationID: LocationID;
                locationName: string;
                byNight: boolean;
                media: number;
            }[];
            /** @description Of the draws */
            seed: string;
            drawn: number;
            /** @description Of these, answered by people */
            reviewed: number;
            /** @description Of these, where people see something else: an animal (or they could not tell) where the machine said blank, no such animal where it gave a name */
            missed: number;
            /** @description Of the media, that are missed; before all is reviewed, of those reviewed */
            share: number;
            /** @description With 95 % confidence the share is at most this; before all is reviewed a look ahead */
            most: number;
            /** @description Exact, two-sided, 95 % */
            interval: number[];
            /** @description Of which the machine says so now and that nobody answered; null where it does not matter any more */
            mediaNow: number | null;
            /** @description Of these, that were there when the sample was drawn: the result is about them */
            coveredNow: number | null;
            /** @description Why it expired */
            changes: {
                /** @enum {string} */
                what: "models" | "thresholds" | "places" | "taxa" | "calibration";
                /** Format: date-time */
                at: string | null;
            }[];
            begunBy: string;
            /** Format: date-time */
            begunAt: string;
            /**
             * Format: date-time
             * @description When all of it had been answered
             */
            measuredAt: string | null;
            /** Format: date-time */
            cancelledAt: string | null;
            cancelledBy: string;
        };
        KeptLabel: {
            /**
             * @description The label
             * @example Puma concolor
             */
            scientificName: string;
            /**
             * @description false: show it again
             * @default true
             */
            isRight: boolean;
        };
        LabelConflicts: {
            /** @description Labels are being compared */
            underWay: boolean;
            /** @description The last comparison; null where there was none */
            latest: {
                /** @description Model whose features were compared; null: no classifier of the project has any */
                network: string | null;
                /** @description Named animals in boxes that were compared */
                crops: number;
                taxa: number;
                /** @description Named animals in media of which the network has said nothing yet */
                undescribed: number;
                /** Format: date-time */
                comparedAt: string;
            } | null;
            total: number;
            items: {
                media: components["schemas"]["Media"];
                bbox: components["schemas"]["Place"];
                label: components["schemas"]["NamedTaxon"];
                suggested: components["schemas"]["NamedTaxon"];
                /** @description Of the events that look most alike */
                votes: number;
                /** @description Those that do not contradict the label */
                ownVotes: number;
                /** @description Events that were asked */
                neighbours: number;
                /** @description Other events of the project with this label; where they are few */
                ownEvents: number;
                /** @description Cosine of the features to the first of those alike */
                similarity: number;
                /** @description Photos with the suggested name, the most alike first */
                alike: components["schemas"]["Media"][];
            }[];
        };
        TrainingMaterial: {
            /** @description Of each taxon the crops and locations; and how many taxa */
            needed: {
                crops: number;
                locations: number;
                taxa: number;
            };
            crops: number;
            /** @description Crops whose box no person drew */
            boxesByMachine: number;
            locations: number;
            taxa: {
                scientificName: string;
                vernacularNames: {
                    eng?: string;
                    zho?: string;
                };
                crops: number;
                photos: number;
                videos: number;
                locations: number;
                enough: boolean;
                /** @description A taxon within it of which there is enough; both cannot be learnt together */
                finer: string | null;
            }[];
            leftOut: {
                /** @description Videos in which no animal was followed */
                videos: number;
                /** @description Photos of which neither a person nor a machine gave a box */
                withoutBox: number;
                /** @description Photos and videos of several taxa without boxes that tell them apart */
                severalTaxa: number;
                /** @description Animals without a name */
                notIdentified: number;
                /** @description Not in Serow's list of taxa */
                unknownNames: string[];
            };
            /** @description Models that give features and are here */
            backbones: string[];
        };
        /** @description Scores are of the same recipe on the locations that were not held out, on those that were */
        TrainingReport: {
            crops: number;
            photos: number;
            /** @description Absent in reports of earlier versions */
            videos?: number;
            locations: number;
            boxesByMachine: number;
            cropsLeftOut: number;
            taxaLeftOut: {
                scientificName: string;
                vernacularNames: {
                    eng?: string;
                    zho?: string;
                };
                crops: number;
                locations: number;
            }[];
            heldOutCrops: number;
            heldOutLocations: string[];
            top1: components["schemas"]["Proportion"];
            /** @description Of the taxa that have held-out crops */
            meanRecall: number | null;
            logLoss: number | null;
            penalty: number;
            temperature: number;
            secondsFeatures: number;
            secondsTraining: number;
            classes: {
                scientificName: string;
                vernacularNames: {
                    eng?: string;
                    zho?: string;
                };
                crops: number;
                locations: number;
                precision: components["schemas"]["Proportion"];
                recall: components["schemas"]["Proportion"];
            }[];
            /** @description Held-out crops, [truth][told], in the order of classes */
            confusion: number[][];
        };
        Training: {
            /** Format: uuid */
            trainingID: TrainingID;
            name: string;
            /** @description Of a ready one */
            version: number | null;
            /** @description By which it is chosen, as qinling-v2; null until it is ready */
            modelName: string | null;
            backbone: string;
            taxa: string[];
            seed: number;
            /** @enum {string} */
            state: "queued" | "running" | "ready" | "failed";
            /**
             * @description Of a running one: photos are looked at, the head is fitted, the model is tried out and kept
             * @enum {string}
             */
            step: "" | "crops" | "fit" | "keep";
            /** @description Photos looked at, of */
            done: number;
            total: number;
            /** @description Why it failed */
            problem: components["schemas"]["Problem"] | null;
            startedBy: string;
            /** Format: date-time */
            startedAt: string;
            /** Format: date-time */
            finishedAt: string | null;
            /** @description The project has it chosen */
            inUse: boolean;
            /** @description Of the network */
            licence: string;
            sha256: string | null;
            bytes: number | null;
            report: components["schemas"]["TrainingReport"] | null;
        };
        Taxon: {
            scientificName: string;
            taxonRank: string;
            class?: string;
            order?: string;
            family?: string;
            vernacularNames: {
                eng?: string;
                zho?: string;
            };
            iucnCategory?: string;
            chinaProtection?: string;
            /** @description false: used in the project, but not in Serow's list */
            known: boolean;
        };
        Session: {
            /** Format: uuid */
            accountID: AccountID;
            email: string;
            name: string;
            /** @description Empty where an API token was used */
            csrfToken: string;
        };
        Token: {
            /** Format: uuid */
            tokenID: TokenID;
            name: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            lastUsedAt: string | null;
        };
        CameraKey: {
            /** Format: uuid */
            cameraKeyID: CameraKeyID;
            name: string;
            /** @description A name; empty for a former account */
            createdBy: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            revokedAt: string | null;
            /** Format: date-time */
            lastUsedAt: string | null;
            /** @description That came, those that were known already included */
            files: number;
            bytes: number;
        };
        DroppedFiles: {
            files: {
                fileName: string;
                bytes: number;
                sha256: string;
                /** @enum {string} */
                state: "stored" | "duplicate";
            }[];
        };
        Organisation: {
            /** Format: uuid */
            organisationID: OrganisationID;
            name: string;
            role: components["schemas"]["Role"];
            /** @description Of the originals, each file once in however many projects it is */
            storedBytes: number;
            storedFiles: number;
            /** @description What it may store, set by whoever runs the service; null: no limit */
            quotaBytes: number | null;
        };
        Storage: {
            /** @description Of the originals, each file once in however many projects it is */
            storedBytes: number;
            storedFiles: number;
            /** @description What the organisation may store; null: no limit */
            quotaBytes: number | null;
            /** @description What still fits the quota and the disk; null: there is no end to it */
            freeBytes: number | null;
        };
        Member: {
            /** Format: uuid */
            accountID: AccountID;
            email: string;
            name: string;
            role: components["schemas"]["Role"];
            /** @description Of a project: approves answers and ends conflicts, as managers do */
            expert: boolean;
        };
        /** @enum {string} */
        ReviewRuleKind: "oneReviewer" | "twoAgree" | "expertApproves";
        ReviewRule: {
            kind: components["schemas"]["ReviewRuleKind"];
            /** @description A machine's answer surer than this is accepted while nobody contradicts it; null: none is */
            machineAbove: number | null;
            /** @description That holds of blanks */
            machineBlank: boolean;
            /** @description That holds where all that is seen are animals with names of which a measured sample holds */
            machineSpecies: boolean;
            /** @description The share of the events that two people review without seeing each other's answers */
            blindPercent: number;
            /** @description Empty: nobody chose yet, or a former account */
            recordedBy: string;
            /** Format: date-time */
            recordedAt: string | null;
        };
        Voice: {
            /** Format: uuid */
            answerID: AnswerID;
            /**
             * Format: uuid
             * @description null: a model, or a former account
             */
            accountID: AccountID | null;
            name: string;
            /** @description Was an expert of the project when answering */
            expert: boolean;
            adjudicates: boolean;
            /** Format: date-time */
            timestamp: string;
            observations: components["schemas"]["Observation"][];
        };
        ConflictPage: {
            items: {
                media: components["schemas"]["Media"];
                /** @description The earliest first */
                people: components["schemas"]["Voice"][];
                machine: components["schemas"]["Voice"] | null;
            }[];
            next: string | null;
            /** @description On all pages */
            total: number;
        };
        Person: {
            /** Format: uuid */
            accountID: AccountID;
            name: string;
        };
        Agreement: {
            /** @description That two or more people answered */
            media: number;
            answers: number;
            /** @description Of two answers to one medium, how often they are equal; null: nothing was answered twice */
            agreement: number | null;
            /** @description Krippendorff's alpha; null: undefined */
            alpha: number | null;
            taxa: {
                observationType: string;
                scientificName: string;
                vernacularNames: {
                    [key: string]: string;
                };
                /** @description Media in which anybody saw it */
                seen: number;
                agreement: number | null;
                /** @description Of "is there" against "is not there" */
                alpha: number | null;
            }[];
            people: {
                /** Format: uuid */
                accountID: AccountID;
                name: string;
                /** @description That somebody else answered */
                media: number;
                agreement: number | null;
            }[];
            pairs: {
                one: components["schemas"]["Person"];
                other: components["schemas"]["Person"];
                /** @description That both answered */
                media: number;
                agreement: number;
                /** @description Cohen's kappa; null: undefined */
                kappa: number | null;
            }[];
        };
        ProjectFields: {
            title?: string;
            acronym?: string;
            description?: string;
            /** @enum {string} */
            samplingDesign?: "simpleRandom" | "systematicRandom" | "clusteredRandom" | "experimental" | "targeted" | "opportunistic";
            /** @description IANA name, for example Asia/Shanghai */
            timeZone?: string;
            /** @description For example CC-BY-4.0 */
            dataLicence?: string;
            mediaLicence?: string;
            /** @description Seconds */
            sequenceGap?: number;
            /** @description Seconds */
            independenceInterval?: number;
            /** @description From which role on photos and videos that show people may be looked at; a new project begins with annotator */
            peopleVisibleTo?: components["schemas"]["VisibleTo"];
            /** @description The same of vehicles */
            vehiclesVisibleTo?: components["schemas"]["VisibleTo"];
        };
        /** @enum {string} */
        VisibleTo: "viewer" | "annotator" | "manager";
        Project: WithRequired<components["schemas"]["ProjectFields"], "title" | "timeZone" | "peopleVisibleTo" | "vehiclesVisibleTo"> & {
            /** Format: uuid */
            projectID: ProjectID;
            /** Format: uuid */
            organisationID: OrganisationID;
            organisationName: string;
            role: components["schemas"]["Role"];
            /** Format: date-time */
            createdAt: string;
            counts: {
                areas: number;
                locations: number;
                deployments: number;
                media: number;
                bytes: number;
                events: number;
                reviewedMedia: number;
            };
        };
        AreaFields: {
            name?: string;
            /** @description GeoJSON Polygon or MultiPolygon, WGS 84, rings closed, at most 10 000 positions */
            geometry?: Record<string, never> | null;
        };
        Area: WithRequired<components["schemas"]["AreaFields"], "name" | "geometry"> & {
            /** Format: uuid */
            areaID: AreaID;
            locations: number;
        };
        LocationFields: {
            locationName?: string;
            /** Format: uuid */
            areaID?: AreaID | null;
            latitude?: number;
            longitude?: number;
            /** @description Metres */
            coordinateUncertainty?: number | null;
            habitat?: string;
        };
        Location: WithRequired<components["schemas"]["LocationFields"], "locationName" | "latitude" | "longitude"> & {
            /** Format: uuid */
            locationID: LocationID;
            deployments: number;
            media: number;
        };
        DeploymentFields: {
            /** Format: uuid */
            locationID?: LocationID;
            name?: string;
            cameraID?: string;
            cameraModel?: string;
            /** Format: date-time */
            deploymentStart?: string | null;
            /** Format: date-time */
            deploymentEnd?: string | null;
            timeZone?: string;
            baitUse?: boolean | null;
            deploymentComments?: string;
        };
        Deployment: WithRequired<components["schemas"]["DeploymentFields"], "locationID" | "timeZone" | "deploymentStart" | "deploymentEnd"> & {
            /** Format: uuid */
            deploymentID: DeploymentID;
            locationName: string;
            boundsFromMedia: boolean;
            media: number;
        };
        /** @enum {string} */
        FailureReason: "batteryEmpty" | "cardFull" | "viewShifted" | "obstructed" | "damaged" | "stolen" | "cameraFault" | "other";
        /**
         * @description worked: a person looked, and in spite of what was proposed the camera worked
         * @enum {string}
         */
        FailureVerdict: "failed" | "worked";
        FailurePeriodFields: {
            /** Format: date-time */
            failureStart: string;
            /**
             * Format: date-time
             * @description null: to the end of the deployment
             */
            failureEnd?: string | null;
            failureReason?: components["schemas"]["FailureReason"];
            failureComments?: string;
            verdict?: components["schemas"]["FailureVerdict"];
        };
        /** @description [x, y, width, height] in fractions of the picture from the top left */
        Place: number[];
        /** @enum {string} */
        MachineType: "animal" | "human" | "vehicle";
        /** @description A confidence; null: as the manifest of each model says */
        Threshold: number | null;
        Thresholds: {
            animal: components["schemas"]["Threshold"];
            human: components["schemas"]["Threshold"];
            vehicle: components["schemas"]["Threshold"];
            /** @description A name; empty: nobody chose yet, or a former account */
            recordedBy: string;
            /** Format: date-time */
            recordedAt: string | null;
        };
        /** @description Lists of three are of animal, human and vehicle, in this order */
        ThresholdCell: {
            /** @description The greatest threshold in whole hundredths at which the type is seen: the confidence of the surest box, rounded down, or what follows of it where the project asks for a second opinion; null: no box */
            best: (number | null)[];
            /** @description Is it seen at the threshold of its model? */
            byModel: boolean[];
            /** @description What people see; null: no person has answered */
            seen: boolean[] | null;
            media: number;
        };
        /** @enum {string} */
        RepeatVerdictWord: "nothing" | "real";
        RepeatVerdict: {
            /** Format: uuid */
            repeatVerdictID: RepeatVerdictID;
            /** Format: uuid */
            deploymentID: DeploymentID;
            locationName: string;
            observationType: components["schemas"]["MachineType"];
            bbox: components["schemas"]["Place"];
            verdict: components["schemas"]["RepeatVerdictWord"];
            /** @description Pictures with a box there when it was said */
            pictures: number;
            /** @description A name; empty: a former account */
            recordedBy: string;
            /** Format: date-time */
            recordedAt: string;
            retractedBy: string;
            /** Format: date-time */
            retractedAt: string | null;
        };
        RepeatProposal: {
            /** Format: uuid */
            deploymentID: DeploymentID;
            locationName: string;
            /** @description Of the deployment */
            timeZone: string;
            observationType: components["schemas"]["MachineType"];
            bbox: components["schemas"]["Place"];
            /** @description That have a box there */
            pictures: number;
            /** @description Of the deployment, from the first to the last of these */
            picturesWithin: number;
            /** @description Boxes there that reach the threshold */
            observed: number;
            /** @description Pictures more than an hour apart are another visit */
            visits: number;
            /** @description Pictures in which people saw nothing */
            saidBlank: number;
            /** @description Pictures in which people saw something */
            saidSomething: number;
            /** Format: date-time */
            first: string;
            /** Format: date-time */
            last: string;
            examples: {
                /** Format: uuid */
                mediaID: MediaID;
                fileName: string;
                /** Format: date-time */
                timestamp: string;
                bbox: components["schemas"]["Place"];
                probability: number;
            }[];
        };
        RepeatDetections: {
            items: components["schemas"]["RepeatProposal"][];
            /** @description Latest first, those that were taken back included */
            verdicts: components["schemas"]["RepeatVerdict"][];
        };
        FailurePeriod: {
            /** Format: uuid */
            failurePeriodID: FailurePeriodID;
            /** Format: date-time */
            failureStart: string;
            /**
             * Format: date-time
             * @description null: to the end of the deployment
             */
            failureEnd: string | null;
            failureReason: components["schemas"]["FailureReason"];
            failureComments: string;
            verdict: components["schemas"]["FailureVerdict"];
            /** @description A name; empty: a former account */
            recordedBy: string;
            /** Format: date-time */
            recordedAt: string;
            retractedBy: string;
            /** Format: date-time */
            retractedAt: string | null;
        };
        FailurePeriods: {
            items: components["schemas"]["FailurePeriod"][];
            /** @description Of the deployment, after failures; null while its start or end is not known */
            trapNights: number | null;
            /** @description Lost to failures that hold */
            lostTrapNights: number | null;
        };
        FailureProposal: {
            /**
             * Format: date-time
             * @description The last good file
             */
            failureStart: string;
            /**
             * Format: date-time
             * @description The next good file; null: none came
             */
            failureEnd: string | null;
            failureReason: components["schemas"]["FailureReason"];
            /**
             * @description silence: no file for far longer than is usual for this camera · missedShot: pictures of a timetable are missing ·
             *     nothingSeen: black, white or covered frames · otherView: the background is another one
             * @enum {string}
             */
            sign: "silence" | "missedShot" | "nothingSeen" | "otherView";
            confidence: number;
            /** @description A sentence in English; the figures follow */
            evidence: string;
            hours: number;
            /** @description silence: 19 of 20 gaps are shorter; missedShot: the interval */
            usualHours: number | null;
            /** @description silence: by this camera's rate and its neighbours */
            expectedVisits: number | null;
            pValue: number | null;
            /** @description missedShot: missing; nothingSeen, otherView: so many show it */
            frames: number | null;
            /** @description Other deployments with files of that time; null: they tell nothing */
            neighbours: number | null;
            voltsFirst: number | null;
            voltsLast: number | null;
            similarity: number | null;
            /** @description The files fill a card of that size */
            cardGigabytes: number | null;
        };
        EffortExamination: {
            items: components["schemas"]["FailureProposal"][];
            /** @description Why silence cannot be judged; empty: it can */
            reason: string;
            /** @description Files at least half an hour apart */
            visits: number;
            /** @description Files that were read before their pixels were measured */
            unmeasured: number;
            /** Format: date-time */
            start: string | null;
            /** Format: date-time */
            end: string | null;
            days: {
                /** Format: date */
                date: string;
                files: number;
            }[];
        };
        /** @enum {string} */
        ClockCorrectionKind: "offset" | "drift" | "summerTime" | "dayMonthSwap" | "yearFix";
        /** @description What a clock shows, without a zone */
        ClockTime: string;
        ClockCorrectionFields: {
            kind: components["schemas"]["ClockCorrectionKind"];
            /** @description offset: seconds, right time minus shown time; or one reference */
            offset?: number;
            /** @description offset: at most one; drift: two. Shown is the present time of the media, or as given. */
            references?: {
                /** Format: uuid */
                mediaID?: MediaID;
                shown?: components["schemas"]["ClockTime"];
                right: components["schemas"]["ClockTime"];
            }[];
            /** @description dayMonthSwap, yearFix: what the clock showed when it was set; else the time of the first file */
            setAt?: components["schemas"]["ClockTime"];
            /** @description yearFix: years to add */
            years?: number;
            /** @description summerTime: minutes east of UTC on which the clock stayed */
            utcOffset?: number;
            /** @description Needed to record it */
            reason?: string;
        };
        ClockCorrection: {
            /** Format: uuid */
            clockCorrectionID: ClockCorrectionID;
            kind: components["schemas"]["ClockCorrectionKind"];
            /** @description seconds */
            offset: number;
            references: {
                shown: components["schemas"]["ClockTime"];
                right: components["schemas"]["ClockTime"];
            }[];
            setAt: components["schemas"]["ClockTime"] | null;
            years: number;
            utcOffset: number;
            reason: string;
            /** @description A name; empty: a former account */
            recordedBy: string;
            /** Format: date-time */
            recordedAt: string;
            retractedBy: string;
            /** Format: date-time */
            retractedAt: string | null;
        };
        ClockPreview: {
            /** @description Files with a camera time */
            media: number;
            moved: number;
            /** @description Files of which only their own date is known: they stay */
            fileDates: number;
            /** Format: date-time */
            firstBefore: string | null;
            /** Format: date-time */
            lastBefore: string | null;
            /** Format: date-time */
            firstAfter: string | null;
            /** Format: date-time */
            lastAfter: string | null;
            eventsBefore: number;
            eventsAfter: number;
            /** @description Events afterwards that hold other files than any before */
            eventsRegrouped: number;
            /** @description Files afterwards outside the deployment's set start and end */
            outside: number;
        };
        ClockExamination: {
            /** @enum {string} */
            verdict: "healthy" | "fault" | "cannotTell";
            /** @description cannotTell: why */
            reason: string;
            /** @description Minutes to add, -715 … 720; 0 unless fault */
            shift: number;
            /** @enum {string|null} */
            fault: "twelveHours" | "wholeHours" | "offset" | null;
            /** @description wholeHours: the zone that the clock may have been on */
            clockZone: string;
            confidence: number;
            agreementBefore: number;
            agreementAfter: number;
            infrared: number;
            colour: number;
            independent: number;
            withoutLight: number;
            frames: {
                at: components["schemas"]["ClockTime"];
                /** @enum {string} */
                light: "infrared" | "colour";
            }[];
            /** @description Hours of a date by the deployment's zone with the sun below the horizon */
            nights: {
                /** Format: date */
                date: string;
                dark: number[][];
            }[];
        };
        /** @enum {string} */
        UploadFileState: "wanted" | "stored" | "duplicate" | "failed";
        Upload: {
            /** Format: uuid */
            uploadID: UploadID;
            /**
             * Format: uuid
             * @description null: its folders say
             */
            deploymentID: DeploymentID | null;
            /** Format: uuid */
            locationID: LocationID | null;
            locationName: string | null;
            /** @description Folders with a deployment of their own; 0: all of it belongs to one */
            folders: number;
            /** @description Sample points it came from */
            locations: number;
            name: string;
            /** Format: date-time */
            createdAt: string;
            /**
             * @description open: files may still come · verifying: the sender said that this is all, and the stored files are being read
             *     again · safe: every file was read again and is right, so the card may be wiped
             * @enum {string}
             */
            state: "open" | "verifying" | "safe";
            /** Format: date-time */
            verifiedAt: string | null;
            /**
             * Format: date-time
             * @description Somebody has seen what the ingest gate found
             */
            confirmedAt: string | null;
            confirmedBy: string;
            counts: {
                files: number;
                bytes: number;
                wanted: number;
                stored: number;
                duplicate: number;
                failed: number;
                /** @description Read again in the store */
                verified: number;
            };
        };
        /** @description Exactly one of deploymentID, locationID and location */
        GivenFolder: {
            /** @description Below the card's root, with /; "": all of the card */
            folder: string;
            /** Format: uuid */
            deploymentID?: DeploymentID;
            /** Format: uuid */
            locationID?: LocationID;
            /** @description A new sample point */
            location?: {
                locationName: string;
                latitude?: number;
                longitude?: number;
                /** @description Its sample area, made where there is none of that name */
                areaName?: string;
            };
            cameraID?: string;
            cameraModel?: string;
            /** @description Folders of the same point, camera and visit share a deployment */
            visit?: string;
        };
        UploadFolder: {
            folder: string;
            /** Format: uuid */
            deploymentID: DeploymentID;
            /** Format: uuid */
            locationID: LocationID;
            locationName: string;
            cameraID: string;
            files: number;
            /** @description Stored or known before */
            stored: number;
        };
        FolderProposal: {
            folder: string;
            files: number;
            bytes: number;
            areaName: string;
            /** @description As the folder says it; "" where it does not */
            pointName: string;
            /** @description The date in the folder's name */
            visit: string;
            /**
             * @description Why this point: its name · it stands within 250 m of the GPS readings · it is new · nothing tells
             * @enum {string}
             */
            source: "name" | "gps" | "new" | "none";
            /** Format: uuid */
            locationID: LocationID | null;
            /** @description Metres of the readings from that point: of source gps, and where moved */
            distance: number | null;
            /** @description GPS readings in the samples */
            readings: number;
            /** @description The middle of the readings */
            latitude: number | null;
            longitude: number | null;
            /** @description At least two readings say that the camera stood more than 250 m from the point of that name */
            moved: boolean;
            /** @description moved: the point that stands where they say */
            near: {
                /** Format: uuid */
                locationID: LocationID;
            } | null;
            cameraID: string;
            cameraModel: string;
            /** @description More than one where the samples come from several */
            cameras: string[];
            /**
             * Format: uuid
             * @description A deployment of the point that was set up for this time and camera
             */
            deploymentID: DeploymentID | null;
        };
        CardReport: {
            /**
             * @description waiting: files are still to come or to be read; clean: nobody need look; findings: somebody should; confirmed: somebody has
             * @enum {string}
             */
            state: "waiting" | "clean" | "findings" | "confirmed";
            coming: number;
            reading: number;
            upload: components["schemas"]["Upload"];
            findings: components["schemas"]["Finding"][];
        };
        Finding: {
            /** @enum {string} */
            kind: "empty" | "unreadable" | "wrongCamera" | "mixedCameras" | "elsewhere" | "clockReset" | "future" | "timeBackwards" | "outsidePeriod" | "counterGaps" | "noTime" | "duplicates";
            /** @enum {string} */
            severity: "warn" | "note";
            /** Format: uuid */
            deploymentID: DeploymentID | null;
            locationName: string | null;
            /** @description Files; counterGaps: missing numbers; timeBackwards: steps */
            count: number;
            /** @description wrongCamera: the camera that should be; outsidePeriod: start – end; mixedCameras: the most frequent */
            expected: string;
            /** @description wrongCamera: the camera that is; outsidePeriod: files before, files after; mixedCameras: all; elsewhere: metres; duplicates: the other card */
            found: string;
            sentence: string;
            evidence: {
                path: string;
                /** @description The next file, of counterGaps and timeBackwards */
                to: string;
                /** @description counterGaps: numbers missing between the two */
                count: number;
                detail: string;
                /** @description timeBackwards: how far */
                seconds: number | null;
            }[];
        };
        UploadFile: {
            /** Format: uuid */
            uploadFileID: UploadFileID;
            path: string;
            bytes: number;
            sha256: string;
            state: components["schemas"]["UploadFileState"];
            /** @description Bytes of a wanted file that came already: go on from there (tus) */
            received: number;
            /**
             * Format: uuid
             * @description Of a duplicate: the media that holds these bytes
             */
            mediaID: MediaID | null;
            duplicateOf: components["schemas"]["Twin"] | null;
            problem: components["schemas"]["Problem"] | null;
        };
        /** @description Of a duplicate, where the file with the same bytes was */
        Twin: {
            /** @description On its card */
            path: string;
            /**
             * Format: uuid
             * @description The card; null where it came in another way
             */
            uploadID: UploadID | null;
            uploadName: string;
        };
        ObservationFields: {
            /** @enum {string} */
            observationType: "animal" | "human" | "vehicle" | "blank" | "unknown" | "unclassified";
            scientificName?: string;
            count?: number | null;
            /** @enum {string|null} */
            lifeStage?: "adult" | "subadult" | "juvenile" | null;
            /** @enum {string|null} */
            sex?: "female" | "male" | null;
            behavior?: string;
            /**
             * @description Somebody sets the camera up or calibrates it
             * @enum {string|null}
             */
            cameraSetupType?: "setup" | "calibration" | null;
            /**
             * Format: uuid
             * @description A known animal of the project
             */
            individualID?: IndividualID | null;
            /** @description Metres from the camera */
            individualPositionRadius?: number | null;
            /** @description Degrees from the camera's axis; negative - left */
            individualPositionAngle?: number | null;
            /** @description Metres a second */
            individualSpeed?: number | null;
            observationTags?: string[];
            observationComments?: string;
            /** @description Values by customFieldID; flags are true or false */
            customFields?: {
                [key: string]: string;
            };
            bbox?: components["schemas"]["Box"];
        };
        /** @description [x, y, width, height] in fractions of the picture from the top left */
        Box: number[] | null;
        IndividualFields: {
            /** @description One in the project has it, whatever its case */
            name?: string;
            scientificName?: string;
            /** @enum {string|null} */
            sex?: "female" | "male" | null;
            comments?: string;
        };
        Individual: {
            /** Format: uuid */
            individualID: IndividualID;
            name: string;
            scientificName: string;
            vernacularNames: {
                eng?: string;
                zho?: string;
            };
            sex: string | null;
            comments: string;
            /** @description Photos and videos in which it was seen */
            media: number;
            /** @description Sample points */
            places: number;
            /** Format: date-time */
            firstSeen: string | null;
            /** Format: date-time */
            lastSeen: string | null;
            cover: {
                /** Format: uuid */
                mediaID: MediaID;
                bbox: components["schemas"]["Box"];
            } | null;
        };
        CustomFields: {
            items: {
                /** Format: uuid */
                customFieldID: CustomFieldID;
                name: string;
                /** @enum {string} */
                kind: "text" | "number" | "choice" | "flag";
                choices: string[];
                /** @description Asked no more */
                retired: boolean;
            }[];
        };
        SpeciesList: {
            items: {
                scientificName: string;
                vernacularNames: {
                    eng?: string;
                    zho?: string;
                };
            }[];
        };
        Observation: {
            /** Format: uuid */
            observationID: ObservationID;
            /** Format: uuid */
            mediaID: MediaID;
            /** Format: uuid */
            eventID: EventID | null;
            /** Format: date-time */
            eventStart: string | null;
            locationName: string;
            observationType: string;
            scientificName: string;
            vernacularNames?: {
                eng?: string;
                zho?: string;
            };
            count: number | null;
            lifeStage?: string | null;
            sex?: string | null;
            behavior?: string;
            cameraSetupType?: string | null;
            /** Format: uuid */
            individualID?: IndividualID | null;
            /** @description Empty without one */
            individualName?: string;
            individualPositionRadius?: number | null;
            individualPositionAngle?: number | null;
            individualSpeed?: number | null;
            observationTags?: string[];
            observationComments?: string;
            customFields?: {
                [key: string]: string;
            };
            /** @enum {string} */
            classificationMethod: "human" | "machine";
            classifiedBy: string;
            /** Format: date-time */
            classificationTimestamp: string;
            classificationProbability: number | null;
            /** @description Of the name that the machine told */
            taxonProbability?: number | null;
            /** @description Where the name comes from its event: what the machine told of this animal by itself, empty for an animal only */
            toldAs?: string | null;
            bbox: components["schemas"]["Box"];
            /** @description In a video, when the box was seen */
            second?: number | null;
            /** @description In a video, from when … */
            firstSecond?: number | null;
            /** @description … to when it was there */
            lastSecond?: number | null;
        };
        /** @description With the 95 % interval of Wilson; value is null without trials */
        Proportion: {
            successes: number;
            trials: number;
            value: number | null;
            low: number;
            high: number;
        };
        ModelComparison: {
            items: {
                model: string;
                /** @description Settled by people */
                media: number;
                /** @description Of the media that are not blank, those of which something was told */
                found: components["schemas"]["Proportion"];
                /** @description Of the blank media, those of which nothing was told */
                kept: components["schemas"]["Proportion"];
                names: {
                    /** @description A scientific name, or a type of observation */
                    name: string;
                    vernacularNames: {
                        eng?: string;
                        zho?: string;
                    };
                    /** @description Of the media that were told it, those that show it or something within it */
                    precision: components["schemas"]["Proportion"];
                    /** @description Of the media that show it, those that were told it or something within it */
                    recall: components["schemas"]["Proportion"];
                    /** @description Of those that were not, the ones that were told something above it */
                    coarser: number;
                }[];
                /** @description Of media that show one name */
                confusion: {
                    truth: string;
                    /** @description The most certain */
                    told: string;
                    media: number;
                }[];
            }[];
        };
        /** @description Of probabilities and what they were of */
        Reliability: {
            /** @description Expected calibration error, in ten bins; 0 is best */
            calibrationError: number;
            /** @description Brier score; 0 is best */
            brier: number;
            /** @description Of probabilities from 0 to 0.1, …, from 0.9 to 1 */
            bins: {
                answers: number;
                right: number;
                meanProbability: number;
            }[];
        };
        ModelCalibration: {
            model: string;
            /** @description What a category needs to be fitted */
            needed: {
                answers: number;
                ofEachOutcome: number;
                locations: number;
            };
            categories: {
                /**
                 * @description Boxes of animals, people, vehicles; names of taxa
                 * @enum {string}
                 */
                category: "animal" | "human" | "vehicle" | "name";
                answers: number;
                right: number;
                locations: number;
                enough: boolean;
                /**
                 * @description What a fit would use now; none: best as it is said
                 * @enum {string}
                 */
                method: "none" | "temperature" | "isotonic";
                asSaid: components["schemas"]["Reliability"];
                /** @description By that method, at locations that the fit did not see */
                calibrated: components["schemas"]["Reliability"] | null;
                /** @description What probabilities are read by now */
                inForce: {
                    /** @enum {string} */
                    method: "temperature" | "isotonic";
                    answers: number;
                    /** Format: date-time */
                    fittedAt: string;
                    fittedBy: string;
                } | null;
            }[];
        };
        NamedTaxon: {
            scientificName: string;
            vernacularNames: {
                eng?: string;
                zho?: string;
            };
        };
        Geofence: {
            /** @description Where it is empty all animals are */
            allowed: components["schemas"]["NamedTaxon"][];
            blocked: components["schemas"]["NamedTaxon"][];
        };
        VideoTracks: {
            /** @description That followed them; empty where none did */
            model: string;
            tracks: {
                /** @description From 0, by first sight */
                number: number;
                /** @description Tracks with the same number may be the same individual */
                individual: number;
                observationType: string;
                scientificName: string;
                vernacularNames: {
                    eng?: string;
                    zho?: string;
                };
                /** @description Of its most certain box */
                classificationProbability: number;
                /** @description By time */
                path: {
                    second: number;
                    bbox: components["schemas"]["Box"];
                    confidence: number;
                }[];
            }[];
            /** @description Of each type the fullest moment (MaxN) */
            mostAtOnce: {
                observationType: string;
                count: number;
                second: number;
            }[];
        };
        /** @description What there is to play of a video */
        Playback: {
            /**
             * @description original: play …/content; proxy: play …/proxy; pending: the proxy is being made; failed: none could be made
             * @enum {string}
             */
            state: "original" | "proxy" | "pending" | "failed";
            /** @description failed: why; proxy: what is missing in it, as sound that could not be decoded */
            detail: string;
        };
        Media: {
            /** Format: uuid */
            mediaID: MediaID;
            /** Format: uuid */
            deploymentID: DeploymentID;
            /** Format: uuid */
            locationID: LocationID;
            locationName: string;
            /** Format: uuid */
            eventID: EventID | null;
            filePath: string;
            fileName: string;
            fileMediatype: string;
            /** @enum {string} */
            kind: "image" | "video" | "other";
            /** @enum {string} */
            state: "received" | "ready" | "unreadable";
            /**
             * @description private: it shows a person or a vehicle, and not all members of the project may look at it. withheld: you may not; it is told that there is a file, and when and where it was taken, all else is empty or null
             * @enum {string}
             */
            privacy: "open" | "private" | "withheld";
            problem: components["schemas"]["Problem"] | null;
            bytes: number;
            sha256: string;
            width: number | null;
            height: number | null;
            /** @description Seconds */
            duration: number | null;
            /** @description Frames a second; null where it is no video or does not say */
            frameRate: number | null;
            /** @description Null where it is no video or cannot be read */
            playback: components["schemas"]["Playback"] | null;
            /**
             * Format: date-time
             * @description With the deployment's offset from UTC
             */
            timestamp: string | null;
            /** @description What the camera's clock showed */
            cameraTime: string | null;
            /** @enum {string} */
            cameraTimeSource: "" | "exif" | "container" | "file";
            make?: string;
            model?: string;
            serial?: string;
            /** @description °C */
            temperature?: number | null;
            sequenceNumber?: number | null;
            sequenceTotal?: number | null;
            /**
             * @description accepted: a machine's, by the project's rule; awaiting: answered, but the rule wants another answer. See docs/methods/consensus.md
             * @enum {string}
             */
            consensus: "none" | "machine" | "accepted" | "awaiting" | "human" | "conflict";
            /** @description Reviewed blind, and not settled: of people's answers only the caller's own is told, else what a machine says */
            keptBack: boolean;
            observations: components["schemas"]["Observation"][];
            hasRenditions: boolean;
            favorite: boolean;
        };
        Event: {
            /** Format: uuid */
            eventID: EventID;
            /** Format: uuid */
            deploymentID: DeploymentID;
            /** Format: uuid */
            locationID: LocationID;
            locationName: string;
            /** Format: date-time */
            eventStart: string;
            /** Format: date-time */
            eventEnd: string;
            mediaCount: number;
            /** @description What an answer to it is worth, as it was worked out last; 0 where nothing is to be reviewed, or that was never worked out */
            worth: number;
            /** @description Why it is worth that, the weightiest first; none where it is worth nothing, and where some of its media are withheld */
            reasons: components["schemas"]["WorthReason"][];
            media: components["schemas"]["Media"][];
        };
        WorthReason: {
            /** @enum {string} */
            code: "people_differ" | "machines_differ" | "awaits_another" | "rare" | "unsure" | "not_looked_at" | "little_reviewed";
            /** @description Its part of `worth` */
            share: number;
            /** @description Of rare: the rarest taxon that is named here */
            scientificName?: string;
            /** @description Of rare: in how many events people agree to see it; to two digits */
            settledEvents?: number;
            /** @description Of unsure: how sure a model is of what it is least sure of */
            probability?: number;
            /** @description Of little_reviewed: trap-nights of the sample point, as far as its events are settled */
            reviewedTrapNights?: number;
        };
        /** @description What the lists of media and events take as parameters. All that is given holds together; of what is a list one is enough */
        MediaFilter: {
            deploymentID?: DeploymentID[];
            locationID?: LocationID[];
            areaID?: AreaID[];
            /** @enum {string} */
            show?: "all" | "unreviewed" | "reviewed" | "blank" | "animal" | "human" | "vehicle" | "unknown" | "unclassified" | "unreadable" | "conflict" | "accepted" | "awaiting";
            scientificName?: string[];
            /** Format: date-time */
            from?: string;
            /** Format: date-time */
            to?: string;
            fromTime?: string;
            toTime?: string;
            scoreFrom?: number;
            scoreTo?: number;
            /** @enum {string} */
            kind?: "image" | "video";
            /** @enum {string} */
            light?: "infrared" | "colour";
            people?: boolean;
            favorite?: boolean;
            open?: boolean;
            observationTag?: string[];
            model?: string[];
            accountID?: AccountID[];
        };
        Assignee: {
            /** Format: uuid */
            accountID: AccountID;
            name: string;
        };
        CountedReview: {
            media: number;
            events: number;
        };
        Assignment: {
            /** Format: uuid */
            assignmentID: AssignmentID;
            title: string;
            note: string;
            filter: components["schemas"]["MediaFilter"];
            /** Format: date */
            dueOn: string | null;
            /** @description By name. Whoever may no longer answer in the project is gone from it */
            assignees: components["schemas"]["Assignee"][];
            /** @description What there was to do when it was given, or when its filter was changed last */
            toDoThen: components["schemas"]["CountedReview"];
            /** @description Empty for a former account */
            assignedBy: string;
            /** Format: date-time */
            assignedAt: string;
            /** Format: date-time */
            changedAt: string;
            /**
             * @description done: an assignee or a manager says so
             * @enum {string}
             */
            state: "open" | "done";
            /** Format: date-time */
            doneAt: string | null;
            doneBy: string;
        };
        /**
         * @description Of photos and videos in events that the caller may look at. What is unreviewed in the filter is counted as a part of
         *     all that the filter would find without it. An event is left where one of its photos is, and settled where all are.
         */
        AssignmentProgress: {
            found: components["schemas"]["CountedReview"];
            /** @description By people */
            settled: components["schemas"]["CountedReview"];
            left: components["schemas"]["CountedReview"];
            /** @description Answered by one person, and waiting for an assignee who has not answered */
            second: components["schemas"]["CountedReview"];
            /** @description What is left or waits for an assignee */
            toDo: components["schemas"]["CountedReview"];
            /**
             * @description What is left shows this: the filter with it lists what is to be done
             * @enum {string}
             */
            leftWhile: "unreviewed" | "reviewed" | "conflict" | "awaiting" | "accepted";
            /** @description Where an answer of an assignee stands; assignees without any are left out */
            answered: {
                /** Format: uuid */
                accountID: AccountID;
                media: number;
                events: number;
            }[];
        };
        AnsweredWork: {
            /** @description Lines of the ledger that were not taken back: one for each photo or video */
            answers: number;
            /** @description Each once */
            events: number;
        };
        ReviewProgress: {
            timeZone: string;
            /**
             * Format: date
             * @description Of the thirty that `days` tell of
             */
            firstDay: string;
            /** Format: date */
            today: string;
            /** @description Sample points with photos or videos, by name */
            points: {
                /** Format: uuid */
                locationID: LocationID;
                locationName: string;
                /** @description `all` is the sum of the others. unread: not ready to be looked at; nobody: without any answer */
                media: {
                    all: number;
                    unread: number;
                    nobody: number;
                    machine: number;
                    accepted: number;
                    awaiting: number;
                    human: number;
                    conflict: number;
                };
                /** @description open: one of its photos is unreviewed; waiting: of the others, one waits for a second person or for a decision */
                events: {
                    all: number;
                    open: number;
                    waiting: number;
                };
            }[];
            /** @description Who answered and has an account still, by name */
            people: {
                /** Format: uuid */
                accountID: AccountID;
                name: string;
                today: components["schemas"]["AnsweredWork"];
                /** @description Today and the six days before */
                week: components["schemas"]["AnsweredWork"];
                all: components["schemas"]["AnsweredWork"];
                /** Format: date-time */
                lastAnsweredAt: string;
                /** @description Answers on each day, today last */
                days: number[];
            }[];
        };
        SavedView: {
            /** Format: uuid */
            viewID: ViewID;
            name: string;
            /** @description All of the project see it */
            shared: boolean;
            /** @description Of the caller */
            own: boolean;
            ownerName: string;
            filter: components["schemas"]["MediaFilter"];
            /**
             * @description How its events are sorted
             * @enum {string}
             */
            sort: "oldest" | "newest" | "worth";
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            changedAt: string;
        };
        BulkAnswer: {
            /** Format: uuid */
            batchID: BatchID;
            /** @enum {string} */
            state: "running" | "done" | "retracting" | "retracted";
            /** @description How many it is about */
            media: number;
            answered: number;
            /** @description Somebody answered meanwhile, or there was nothing to confirm */
            leftOut: number;
            takenBack: number;
            overPeople: boolean;
            /** @description What was answered */
            answer: {
                confirm: boolean;
                observations: Record<string, never>[];
            };
            /** @description Empty for a former account */
            answeredBy: string;
            /** Format: date-time */
            answeredAt: string;
        };
        AnswerBatch: {
            /** Format: uuid */
            batchID: BatchID;
            /** @description The media as they now are */
            media: components["schemas"]["Media"][];
        };
        ListedFiles: {
            count: number;
            /** @description The first hundred */
            files: string[];
        };
        Export: {
            /** Format: uuid */
            exportID: ExportID;
            /** @enum {string} */
            format: "camtrap-dp" | "megadetector" | "speciesnet";
            /**
             * Format: uuid
             * @description null: all of the project
             */
            deploymentID: DeploymentID | null;
            /** @description Of the deployment */
            locationName: string;
            /** @description Empty: the command line, or a former account */
            takenBy: string;
            /**
             * Format: date-time
             * @description What came in later is not in it
             */
            takenAt: string;
        };
        PredictionImport: {
            /** Format: uuid */
            predictionImportID: PredictionImportID;
            name: string;
            /** @description As asked */
            threshold: number | null;
            /** @description As asked */
            classificationThreshold: number | null;
            /**
             * @description stopped: given up after several tries; refused: no file that can be read
             * @enum {string}
             */
            state: "waiting" | "running" | "stopped" | "done" | "refused";
            bytes: number;
            /** @description In the file; null: not counted yet */
            entries: number | null;
            /** @description Entries that were looked at */
            done: number;
            /** @description Once it is done */
            report: components["schemas"]["BroughtPredictions"] | null;
            /** @description Why it was refused */
            problem: components["schemas"]["Problem"] | null;
            begunBy: string;
            /** Format: date-time */
            begunAt: string;
            /** Format: date-time */
            finishedAt: string | null;
        };
        BroughtPredictions: {
            /** @enum {string} */
            format: "megadetector" | "speciesnet";
            /** @description Of the file */
            sha256: string;
            /**
             * Format: uuid
             * @description Of the answers; retractAnswer takes them back
             */
            batchID: BatchID;
            /** @description By which the ledger names them */
            models: string[];
            /** @description In the file */
            entries: number;
            /** @description Media that have the answer now */
            matched: number;
            /** @description Of these */
            written: number;
            /** @description Of these, before */
            already: number;
            /** @description No medium fits */
            unmatched: components["schemas"]["ListedFiles"];
            /** @description Several media fit, or several entries fit one medium alike */
            ambiguous: components["schemas"]["ListedFiles"];
            /** @description The media are not read yet; send the file again later */
            notReady: components["schemas"]["ListedFiles"];
            /** @description The other program could not read them, and why */
            failed: components["schemas"]["ListedFiles"];
            problemCount: number;
            /** @description What in the file was not as its format says, the first hundred */
            problems: {
                file: string;
                reason: string;
                /** @description The entry is left out whole; otherwise it was mended */
                leftOut: boolean;
            }[];
            /** @description Labels of which no taxon was made; the animals stay unnamed */
            labelsWithoutTaxon: {
                label: string;
                boxes: number;
            }[];
        };
        Progress: {
            media: number;
            /** @description Facts and renditions made */
            ready: number;
            unreadable: number;
            /** @description Of the readable ones */
            classified: number;
            reviewed: number;
            /** @description Jobs queued */
            waiting: number;
            running: number;
            /** @description Jobs given up after retries */
            dead: number;
            detector: string | null;
            /** @description Up to 100 files that cannot be read and jobs given up */
            problems: {
                mediaID: string;
                fileName: string;
                code: string;
                detail: string;
            }[];
        };
        Life: {
            /** Format: uuid */
            mediaID: MediaID;
            chapters: {
                title: string;
                lines: {
                    label: string;
                    text: string;
                }[];
            }[];
        };
        SpeciesTable: {
            /** @description Trap-nights */
            effort: number;
            /** @description With effort */
            locations: number;
            /** @description Seconds */
            independenceInterval: number;
            unreviewedMedia: number;
            items: {
                /** @description Empty: animals not identified further */
                scientificName: string;
                vernacularNames: {
                    eng?: string;
                    zho?: string;
                };
                taxonRank?: string;
                iucnCategory?: string;
                chinaProtection?: string;
                events: number;
                media: number;
                individuals: number;
                /** @description Independent events per 100 trap-nights */
                rate: number | null;
                /** @description 95 % interval, bootstrap over locations */
                rateLow: number | null;
                rateHigh: number | null;
                locations: number;
                naiveOccupancy: number | null;
                /** @description Of the media */
                machineMedia: number;
            }[];
        };
        ProjectMap: {
            areas: components["schemas"]["Area"][];
            locations: {
                /** Format: uuid */
                locationID: LocationID;
                locationName: string;
                latitude: number;
                longitude: number;
                effort: number;
                species: {
                    scientificName: string;
                    events: number;
                }[];
            }[];
        };
        Activity: {
            scientificName: string;
            /** @description Independent events with a known time of day */
            events: number;
            /** @description Events left out because only the file's own date is known */
            excluded: number;
            /** @description Hours of the day, [0, 24), one for each event: the rug */
            times: number[];
            /** @description Density per hour at 129 equally spaced points of the day, 0 h and 24 h included; empty where problem says why */
            density: {
                hour: number;
                density: number;
            }[];
            /** @description Concentration of the von Mises kernel; greater is less smooth */
            bandwidth: number | null;
            problem: components["schemas"]["Problem"] | null;
        };
    };
    responses: {
        /** @description What was wrong, where, and what to do next */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Stored; at least one file is new */
        Dropped: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["DroppedFiles"];
            };
        };
        /** @description All of it was known already */
        DroppedAgain: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["DroppedFiles"];
            };
        };
    };
    parameters: {
        tusResumable: "1.0.0";
        /** @description sha1 or sha256, and the digest of this body in base64; other bytes are dropped and answered by 460 */
        uploadChecksum: string;
        tokenID: TokenID;
        accountID: AccountID;
        organisationID: OrganisationID;
        projectID: ProjectID;
        individualID: IndividualID;
        areaID: AreaID;
        locationID: LocationID;
        deploymentID: DeploymentID;
        trainingID: TrainingID;
        modelRunID: ModelRunID;
        trustCheckID: TrustCheckID;
        repeatVerdictID: RepeatVerdictID;
        failurePeriodID: FailurePeriodID;
        clockCorrectionID: ClockCorrectionID;
        cameraKeyID: CameraKeyID;
        /** @description What the file is called; else X-File-Name, Content-Disposition, or the form */
        fileName: string;
        uploadID: UploadID;
        mediaID: MediaID;
        /** @description Of a media that is private: as it is, which is written down (listReveals) */
        unblurred: boolean;
        /** @description `next` of the page before */
        cursor: string;
        limit: number;
        deploymentFilter: DeploymentID;
        scientificNameFilter: string;
        /** @description Repeated - at one of them */
        deploymentsFilter: DeploymentID[];
        /** @description Repeated - at one of these sample points */
        locationsFilter: LocationID[];
        /** @description Repeated - in one of these sample areas */
        areasFilter: AreaID[];
        /** @description Repeated - one of them is seen */
        scientificNamesFilter: string[];
        /**
         * @description From this time of day on, as the clock stood where the camera did; over midnight where toTime is no later
         * @example 19:00
         */
        fromTime: string;
        /**
         * @description Before this time of day
         * @example 06:00
         */
        toTime: string;
        /** @description The surest box of a machine that holds is at least so sure; what a person answered has no score */
        scoreFrom: number;
        /** @description And at most so sure */
        scoreTo: number;
        kind: "image" | "video";
        /** @description infrared: without colours */
        light: "infrared" | "colour";
        /** @description true: a person or a vehicle is seen; false: neither */
        people: boolean;
        /** @description true: only favourites */
        favorite: boolean;
        /** @description true: only what is unreviewed, beside what show asks */
        open: boolean;
        /** @description Repeated - an observation bears one of these tags */
        tagFilter: string[];
        /** @description Repeated - one of these models has answered ("deimv2_femto 1.0"), and it was not taken back */
        modelFilter: string[];
        /** @description Repeated - one of these accounts has answered, and it was not taken back */
        reviewerFilter: AccountID[];
        /** @description At or after */
        from: string;
        /** @description Before */
        to: string;
        /** @description Without what the machine calls blank and nobody answered, as far as the check of it that holds covers it (listTrustChecks); 409 where none holds */
        hideTrustedBlanks: boolean;
        /** @description unreviewed: no human answer yet; the others by present answer */
        show: "all" | "unreviewed" | "reviewed" | "blank" | "animal" | "human" | "vehicle" | "unknown" | "unclassified" | "unreadable" | "conflict" | "accepted" | "awaiting";
        /** @description Count only what a person answered */
        onlyHuman: boolean;
    };
    requestBodies: {
        Dropped: {
            content: {
                "application/octet-stream": string;
                "image/*": string;
                "video/*": string;
                "multipart/form-data": {
                    [key: string]: string;
                };
            };
        };
        SetMember: {
            content: {
                /**
                 * @example {
                 *       "email": "colleague@example.org",
                 *       "role": "annotator"
                 *     }
                 */
                "application/json": {
                    /** Format: email */
                    email: string;
                    role: components["schemas"]["Role"];
                };
            };
        };
    };
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Working */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            503: components["responses"]["Problem"];
        };
    };
    contract: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The contract */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/yaml": string;
                };
            };
        };
    };
    listModels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Models */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Model"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    findTaxa: {
        parameters: {
            query: {
                /** @description Part of a name; at least one character */
                q: string;
                /** @description Names already used in this project come first */
                projectID?: ProjectID;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Best match first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Taxon"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    register: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "ranger@example.org",
                 *       "password": "correct horse battery",
                 *       "name": "Li Wei",
                 *       "organisationName": "Qinling reserve"
                 *     }
                 */
                "application/json": {
                    /** Format: email */
                    email: string;
                    password: string;
                    name: string;
                    organisationName?: string;
                };
            };
        };
        responses: {
            /** @description Registered and signed in; sets the session cookie */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account that asks */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "ranger@example.org",
                 *       "password": "correct horse battery"
                 *     }
                 */
                "application/json": {
                    email: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description Signed in; sets the session cookie */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Signed out */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Tokens */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Token"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "field laptop"
                 *     }
                 */
                "application/json": {
                    name: string;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Token"] & {
                        token: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tokenID: components["parameters"]["tokenID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Revoked */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listOrganisations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Organisations */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Organisation"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createOrganisation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Qinling reserve"
                 *     }
                 */
                "application/json": {
                    name: string;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organisation"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getOrganisation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organisationID: components["parameters"]["organisationID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The organisation */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organisation"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    updateOrganisation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organisationID: components["parameters"]["organisationID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                };
            };
        };
        responses: {
            /** @description The organisation */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organisation"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listOrganisationMembers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organisationID: components["parameters"]["organisationID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Members */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Member"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    setOrganisationMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organisationID: components["parameters"]["organisationID"];
            };
            cookie?: never;
        };
        requestBody: components["requestBodies"]["SetMember"];
        responses: {
            /** @description The member */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    removeOrganisationMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organisationID: components["parameters"]["organisationID"];
                accountID: components["parameters"]["accountID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listProjects: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Projects */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Project"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createProject: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "organisationID": "01890000-0000-7000-8000-000000000001",
                 *       "title": "Takin survey 2024",
                 *       "timeZone": "Asia/Shanghai"
                 *     }
                 */
                "application/json": WithRequired<components["schemas"]["ProjectFields"], "title"> & {
                    /** Format: uuid */
                    organisationID: OrganisationID;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The project */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    updateProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProjectFields"];
            };
        };
        responses: {
            /** @description The project */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listProjectMembers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Members */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Member"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    setProjectMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "colleague@example.org",
                 *       "role": "annotator",
                 *       "expert": true
                 *     }
                 */
                "application/json": {
                    /** Format: email */
                    email: string;
                    role: components["schemas"]["Role"];
                    /** @description May approve answers and end conflicts, without being a manager, who may anyway; absent: as it is */
                    expert?: boolean;
                };
            };
        };
        responses: {
            /** @description The member */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    removeProjectMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                accountID: components["parameters"]["accountID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listAreas: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Areas */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Area"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createArea: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "North slope"
                 *     }
                 */
                "application/json": WithRequired<components["schemas"]["AreaFields"], "name">;
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Area"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getArea: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                areaID: components["parameters"]["areaID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The area */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Area"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteArea: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                areaID: components["parameters"]["areaID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    updateArea: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                areaID: components["parameters"]["areaID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AreaFields"];
            };
        };
        responses: {
            /** @description The area */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Area"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listLocations: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Locations */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Location"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createLocation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "locationName": "P01",
                 *       "latitude": 33.55,
                 *       "longitude": 107.85,
                 *       "coordinateUncertainty": 30
                 *     }
                 */
                "application/json": WithRequired<components["schemas"]["LocationFields"], "locationName" | "latitude" | "longitude">;
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Location"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getLocation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                locationID: components["parameters"]["locationID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The location */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Location"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteLocation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                locationID: components["parameters"]["locationID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    updateLocation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                locationID: components["parameters"]["locationID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LocationFields"];
            };
        };
        responses: {
            /** @description The location */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Location"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listDeployments: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deployments */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Deployment"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createDeployment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "locationID": "01890000-0000-7000-8000-000000000002",
                 *       "cameraID": "CAM-07",
                 *       "timeZone": "Asia/Shanghai",
                 *       "deploymentStart": "2024-05-01T10:00:00+08:00",
                 *       "deploymentEnd": "2024-05-11T10:00:00+08:00"
                 *     }
                 */
                "application/json": WithRequired<components["schemas"]["DeploymentFields"], "locationID">;
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Deployment"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getDeployment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                deploymentID: components["parameters"]["deploymentID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The deployment */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Deployment"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteDeployment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                deploymentID: components["parameters"]["deploymentID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    updateDeployment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                deploymentID: components["parameters"]["deploymentID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeploymentFields"];
            };
        };
        responses: {
            /** @description The deployment */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Deployment"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listClockCorrections: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                deploymentID: components["parameters"]["deploymentID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Clock corrections */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ClockCorrection"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    recordClockCorrection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                deploymentID: components["parameters"]["deploymentID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "offset",
                 *       "offset": -300,
                 *       "reason": "Photo of a watch at set-up"
                 *     }
                 */
                "application/json": components["schemas"]["ClockCorrectionFields"];
            };
        };
        responses: {
            /** @description Recorded */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClockCorrection"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    previewClockCorrection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                deploymentID: components["parameters"]["deploymentID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "offset",
                 *       "offset": -300
                 *     }
                 */
                "application/json": components["schemas"]["ClockCorrectionFields"];
            };
        };
        responses: {
            /** @description What would move */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClockPreview"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    examineClock: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                deploymentID: components["parameters"]["deploymentID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The diagnosis with what it rests on */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClockExamination"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    previewClockRetraction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                deploymentID: components["parameters"]["deploymentID"];
                clockCorrectionID: components["parameters"]["clockCorrectionID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What would move */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClockPreview"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    retractClockCorrection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                deploymentID: components["parameters"]["deploymentID"];
                clockCorrectionID: components["parameters"]["clockCorrectionID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Taken back */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClockCorrection"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getStorage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Storage */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Storage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listCameraKeys: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                deploymentID: components["parameters"]["deploymentID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Those that hold first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["CameraKey"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createCameraKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                deploymentID: components["parameters"]["deploymentID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "CAM-07"
                 *     }
                 */
                "application/json": {
                    name: string;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CameraKey"] & {
                        key: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    revokeCameraKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                deploymentID: components["parameters"]["deploymentID"];
                cameraKeyID: components["parameters"]["cameraKeyID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Taken back */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    dropFile: {
        parameters: {
            query?: {
                /** @description What the file is called; else X-File-Name, Content-Disposition, or the form */
                name?: components["parameters"]["fileName"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: components["requestBodies"]["Dropped"];
        responses: {
            200: components["responses"]["DroppedAgain"];
            201: components["responses"]["Dropped"];
            default: components["responses"]["Problem"];
        };
    };
    dropFileByAddress: {
        parameters: {
            query?: {
                /** @description What the file is called; else X-File-Name, Content-Disposition, or the form */
                name?: components["parameters"]["fileName"];
            };
            header?: never;
            path: {
                cameraKey: string;
            };
            cookie?: never;
        };
        requestBody: components["requestBodies"]["Dropped"];
        responses: {
            200: components["responses"]["DroppedAgain"];
            201: components["responses"]["Dropped"];
            default: components["responses"]["Problem"];
        };
    };
    listFailurePeriods: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                deploymentID: components["parameters"]["deploymentID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Failure periods */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailurePeriods"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    recordFailurePeriod: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                deploymentID: components["parameters"]["deploymentID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "failureStart": "2024-05-04T10:00:00+08:00",
                 *       "failureEnd": "2024-05-06T10:00:00+08:00",
                 *       "failureReason": "batteryEmpty",
                 *       "failureComments": "Batteries were flat when we came"
                 *     }
                 */
                "application/json": components["schemas"]["FailurePeriodFields"];
            };
        };
        responses: {
            /** @description Recorded */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailurePeriod"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    examineEffort: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                deploymentID: components["parameters"]["deploymentID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Proposals with what they rest on */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EffortExamination"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    retractFailurePeriod: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                deploymentID: components["parameters"]["deploymentID"];
                failurePeriodID: components["parameters"]["failurePeriodID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Taken back */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailurePeriod"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listUploads: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Uploads */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Upload"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createUpload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "locationID": "01890000-0000-7000-8000-000000000002",
                 *       "name": "card 12"
                 *     }
                 */
                "application/json": {
                    /** Format: uuid */
                    deploymentID?: DeploymentID;
                    /** Format: uuid */
                    locationID?: LocationID;
                    folders?: components["schemas"]["GivenFolder"][];
                    name?: string;
                };
            };
        };
        responses: {
            /** @description Begun */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    proposeFolders: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "folders": [
                 *         {
                 *           "folder": "P01/DCIM/100RECNX",
                 *           "files": 400,
                 *           "bytes": 280000000,
                 *           "samples": [
                 *             {
                 *               "cameraTime": "2024-05-02T06:10:00",
                 *               "make": "RECONYX",
                 *               "model": "HC500",
                 *               "serial": "H500HF01184232",
                 *               "latitude": 33.5512,
                 *               "longitude": 107.8533
                 *             }
                 *           ]
                 *         },
                 *         {
                 *           "folder": "样点02/DCIM/100MEDIA",
                 *           "files": 120
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** @description What the card is called, for folders that say nothing */
                    name?: string;
                    pattern?: string;
                    folders: {
                        /** @description That holds files itself; "": the card's root */
                        folder: string;
                        files?: number;
                        bytes?: number;
                        samples?: {
                            cameraTime?: components["schemas"]["ClockTime"];
                            make?: string;
                            model?: string;
                            serial?: string;
                            latitude?: number;
                            longitude?: number;
                        }[];
                    }[];
                };
            };
        };
        responses: {
            /** @description The proposal */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description "" where names tell nothing */
                        pattern: string;
                        items: components["schemas"]["FolderProposal"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listUploadFolders: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                uploadID: components["parameters"]["uploadID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Folders by name */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["UploadFolder"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    addUploadFolders: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                uploadID: components["parameters"]["uploadID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "folders": [
                 *         {
                 *           "folder": "P03",
                 *           "location": {
                 *             "locationName": "P03",
                 *             "latitude": 33.56,
                 *             "longitude": 107.86
                 *           }
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    folders: components["schemas"]["GivenFolder"][];
                };
            };
        };
        responses: {
            /** @description All folders */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["UploadFolder"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    examineCard: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                uploadID: components["parameters"]["uploadID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The report */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CardReport"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    confirmCard: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                uploadID: components["parameters"]["uploadID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The report */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CardReport"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    moveCard: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                uploadID: components["parameters"]["uploadID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "locationID": "01890000-0000-7000-8000-000000000002"
                 *     }
                 */
                "application/json": {
                    folder?: string;
                    /** Format: uuid */
                    deploymentID?: DeploymentID;
                    /** Format: uuid */
                    locationID?: LocationID;
                };
            };
        };
        responses: {
            /** @description Moved */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        upload: components["schemas"]["Upload"];
                        /** Format: uuid */
                        deploymentID: DeploymentID;
                        media: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getUpload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                uploadID: components["parameters"]["uploadID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The upload */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listUploadFiles: {
        parameters: {
            query?: {
                state?: components["schemas"]["UploadFileState"];
                /** @description `next` of the page before */
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                uploadID: components["parameters"]["uploadID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Files by path */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["UploadFile"][];
                        next: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    announceFiles: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                uploadID: components["parameters"]["uploadID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "files": [
                 *         {
                 *           "path": "DCIM/100RECNX/RCNX0031.JPG",
                 *           "bytes": 728163,
                 *           "sha256": "b0a96438695c8133dfac03fe7a47cf6782fd06343a2bd731ca022e50adbdb2b2"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    files: {
                        /** @description Below the card's root, with / */
                        path: string;
                        bytes: number;
                        sha256: string;
                        /** Format: date-time */
                        modifiedAt?: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description The same files in the same order, with their states */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["UploadFile"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    sendFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                uploadID: components["parameters"]["uploadID"];
                uploadFileID: UploadFileID;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Stored and verified */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadFile"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    completeUpload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                uploadID: components["parameters"]["uploadID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "files": 400
                 *     }
                 */
                "application/json": {
                    /** @description How many files the card has, as the sender counts them */
                    files: number;
                };
            };
        };
        responses: {
            /** @description The upload */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getReceipt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                uploadID: components["parameters"]["uploadID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The receipt */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    tusCreate: {
        parameters: {
            query?: never;
            header: {
                "Tus-Resumable": components["parameters"]["tusResumable"];
                "Upload-Length": number;
                /** @description tus: keys with values in base64; uploadFileID is needed */
                "Upload-Metadata": string;
                /** @description sha1 or sha256, and the digest of this body in base64; other bytes are dropped and answered by 460 */
                "Upload-Checksum"?: components["parameters"]["uploadChecksum"];
            };
            path: {
                projectID: components["parameters"]["projectID"];
                uploadID: components["parameters"]["uploadID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/offset+octet-stream": string;
            };
        };
        responses: {
            /** @description Begun, or with all its bytes stored and verified */
            201: {
                headers: {
                    Location?: string;
                    "Upload-Offset"?: number;
                    "Upload-Expires"?: string;
                    "Tus-Resumable"?: "1.0.0";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadFile"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    tusAbilities: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                uploadID: components["parameters"]["uploadID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Core, creation, creation-with-upload, expiration, checksum (sha1, sha256), termination */
            204: {
                headers: {
                    "Tus-Resumable"?: "1.0.0";
                    "Tus-Version"?: string;
                    "Tus-Extension"?: string;
                    "Tus-Max-Size"?: number;
                    "Tus-Checksum-Algorithm"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    tusOverride: {
        parameters: {
            query?: never;
            header: {
                "Tus-Resumable": components["parameters"]["tusResumable"];
                "X-HTTP-Method-Override": "PATCH" | "HEAD" | "DELETE";
                "Upload-Offset"?: number;
                /** @description sha1 or sha256, and the digest of this body in base64; other bytes are dropped and answered by 460 */
                "Upload-Checksum"?: components["parameters"]["uploadChecksum"];
            };
            path: {
                projectID: components["parameters"]["projectID"];
                uploadID: components["parameters"]["uploadID"];
                uploadFileID: UploadFileID;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/offset+octet-stream": string;
            };
        };
        responses: {
            /** @description As HEAD */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description As PATCH or DELETE */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    tusForget: {
        parameters: {
            query?: never;
            header: {
                "Tus-Resumable": components["parameters"]["tusResumable"];
            };
            path: {
                projectID: components["parameters"]["projectID"];
                uploadID: components["parameters"]["uploadID"];
                uploadFileID: UploadFileID;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Forgotten */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    tusFileAbilities: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                uploadID: components["parameters"]["uploadID"];
                uploadFileID: UploadFileID;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As of the collection */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    tusOffset: {
        parameters: {
            query?: never;
            header: {
                "Tus-Resumable": components["parameters"]["tusResumable"];
            };
            path: {
                projectID: components["parameters"]["projectID"];
                uploadID: components["parameters"]["uploadID"];
                uploadFileID: UploadFileID;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Begun */
            200: {
                headers: {
                    "Upload-Offset"?: number;
                    "Upload-Length"?: number;
                    "Upload-Metadata"?: string;
                    "Upload-Expires"?: string;
                    "Tus-Resumable"?: "1.0.0";
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not begun (404), not allowed, another version (412) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    tusGoOn: {
        parameters: {
            query?: never;
            header: {
                "Tus-Resumable": components["parameters"]["tusResumable"];
                "Upload-Offset": number;
                /** @description sha1 or sha256, and the digest of this body in base64; other bytes are dropped and answered by 460 */
                "Upload-Checksum"?: components["parameters"]["uploadChecksum"];
            };
            path: {
                projectID: components["parameters"]["projectID"];
                uploadID: components["parameters"]["uploadID"];
                uploadFileID: UploadFileID;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/offset+octet-stream": string;
            };
        };
        responses: {
            /** @description The bytes are on disk; after the last one the file is verified and stored */
            204: {
                headers: {
                    "Upload-Offset"?: number;
                    "Upload-Expires"?: string;
                    "Tus-Resumable"?: "1.0.0";
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listMedia: {
        parameters: {
            query?: {
                /** @description Repeated - at one of them */
                deploymentID?: components["parameters"]["deploymentsFilter"];
                /** @description Repeated - at one of these sample points */
                locationID?: components["parameters"]["locationsFilter"];
                /** @description Repeated - in one of these sample areas */
                areaID?: components["parameters"]["areasFilter"];
                /** @description unreviewed: no human answer yet; the others by present answer */
                show?: components["parameters"]["show"];
                /** @description Repeated - one of them is seen */
                scientificName?: components["parameters"]["scientificNamesFilter"];
                /** @description Without what the machine calls blank and nobody answered, as far as the check of it that holds covers it (listTrustChecks); 409 where none holds */
                hideTrustedBlanks?: components["parameters"]["hideTrustedBlanks"];
                /** @description At or after */
                from?: components["parameters"]["from"];
                /** @description Before */
                to?: components["parameters"]["to"];
                /**
                 * @description From this time of day on, as the clock stood where the camera did; over midnight where toTime is no later
                 * @example 19:00
                 */
                fromTime?: components["parameters"]["fromTime"];
                /**
                 * @description Before this time of day
                 * @example 06:00
                 */
                toTime?: components["parameters"]["toTime"];
                /** @description The surest box of a machine that holds is at least so sure; what a person answered has no score */
                scoreFrom?: components["parameters"]["scoreFrom"];
                /** @description And at most so sure */
                scoreTo?: components["parameters"]["scoreTo"];
                kind?: components["parameters"]["kind"];
                /** @description infrared: without colours */
                light?: components["parameters"]["light"];
                /** @description true: a person or a vehicle is seen; false: neither */
                people?: components["parameters"]["people"];
                /** @description true: only favourites */
                favorite?: components["parameters"]["favorite"];
                /** @description true: only what is unreviewed, beside what show asks */
                open?: components["parameters"]["open"];
                /** @description Repeated - an observation bears one of these tags */
                observationTag?: components["parameters"]["tagFilter"];
                /** @description Repeated - one of these models has answered ("deimv2_femto 1.0"), and it was not taken back */
                model?: components["parameters"]["modelFilter"];
                /** @description Repeated - one of these accounts has answered, and it was not taken back */
                accountID?: components["parameters"]["reviewerFilter"];
                /** @description `next` of the page before */
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Media */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Media"][];
                        next: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getMedia: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                mediaID: components["parameters"]["mediaID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The media */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Media"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    explainMedia: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                mediaID: components["parameters"]["mediaID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The life */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Life"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getTracks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                mediaID: components["parameters"]["mediaID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tracks; none for photos */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VideoTracks"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getContent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                mediaID: components["parameters"]["mediaID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            /** @description A part of it */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getPreview: {
        parameters: {
            query?: {
                /** @description Of a media that is private: as it is, which is written down (listReveals) */
                unblurred?: components["parameters"]["unblurred"];
            };
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                mediaID: components["parameters"]["mediaID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The picture */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getThumbnail: {
        parameters: {
            query?: {
                /** @description Of a media that is private: as it is, which is written down (listReveals) */
                unblurred?: components["parameters"]["unblurred"];
            };
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                mediaID: components["parameters"]["mediaID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The picture */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getProxy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                mediaID: components["parameters"]["mediaID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The proxy */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "video/mp4": string;
                };
            };
            /** @description The range that was asked for */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "video/mp4": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listEvents: {
        parameters: {
            query?: {
                /** @description Repeated - at one of them */
                deploymentID?: components["parameters"]["deploymentsFilter"];
                /** @description Repeated - at one of these sample points */
                locationID?: components["parameters"]["locationsFilter"];
                /** @description Repeated - in one of these sample areas */
                areaID?: components["parameters"]["areasFilter"];
                /** @description unreviewed: no human answer yet; the others by present answer */
                show?: components["parameters"]["show"];
                /** @description Repeated - one of them is seen */
                scientificName?: components["parameters"]["scientificNamesFilter"];
                /** @description Without what the machine calls blank and nobody answered, as far as the check of it that holds covers it (listTrustChecks); 409 where none holds */
                hideTrustedBlanks?: components["parameters"]["hideTrustedBlanks"];
                /** @description At or after */
                from?: components["parameters"]["from"];
                /** @description Before */
                to?: components["parameters"]["to"];
                /**
                 * @description From this time of day on, as the clock stood where the camera did; over midnight where toTime is no later
                 * @example 19:00
                 */
                fromTime?: components["parameters"]["fromTime"];
                /**
                 * @description Before this time of day
                 * @example 06:00
                 */
                toTime?: components["parameters"]["toTime"];
                /** @description The surest box of a machine that holds is at least so sure; what a person answered has no score */
                scoreFrom?: components["parameters"]["scoreFrom"];
                /** @description And at most so sure */
                scoreTo?: components["parameters"]["scoreTo"];
                kind?: components["parameters"]["kind"];
                /** @description infrared: without colours */
                light?: components["parameters"]["light"];
                /** @description true: a person or a vehicle is seen; false: neither */
                people?: components["parameters"]["people"];
                /** @description true: only favourites */
                favorite?: components["parameters"]["favorite"];
                /** @description true: only what is unreviewed, beside what show asks */
                open?: components["parameters"]["open"];
                /** @description Repeated - an observation bears one of these tags */
                observationTag?: components["parameters"]["tagFilter"];
                /** @description Repeated - one of these models has answered ("deimv2_femto 1.0"), and it was not taken back */
                model?: components["parameters"]["modelFilter"];
                /** @description Repeated - one of these accounts has answered, and it was not taken back */
                accountID?: components["parameters"]["reviewerFilter"];
                /** @description By their start, or the worthiest first. A cursor belongs to the sort that it came from */
                sort?: "oldest" | "newest" | "worth";
                /** @description So many events of the list are left out first; not together with a cursor */
                offset?: number;
                /** @description `next` of the page before */
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
                /** @description false: do not count them. Counting goes through the whole list; of very large projects the first page is there sooner without it */
                total?: boolean;
            };
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events; an event is listed when one of its media passes the filter */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Event"][];
                        next: string | null;
                        /** @description Of all pages; null on those after the first, and with total=false */
                        total: number | null;
                        /**
                         * Format: date-time
                         * @description Of a list by worth: what was known then is in the order; null where it was never worked out, and of other lists
                         */
                        worthAt: string | null;
                        /** @description Of a list by worth: something has changed since, and the order is being worked out anew */
                        worthPending: boolean;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listAnswerers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By name */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        models: string[];
                        reviewers: {
                            /** Format: uuid */
                            accountID: AccountID;
                            name: string;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    countAnswerable: {
        parameters: {
            query?: {
                /** @description Repeated - at one of them */
                deploymentID?: components["parameters"]["deploymentsFilter"];
                /** @description Repeated - at one of these sample points */
                locationID?: components["parameters"]["locationsFilter"];
                /** @description Repeated - in one of these sample areas */
                areaID?: components["parameters"]["areasFilter"];
                /** @description unreviewed: no human answer yet; the others by present answer */
                show?: components["parameters"]["show"];
                /** @description Repeated - one of them is seen */
                scientificName?: components["parameters"]["scientificNamesFilter"];
                /** @description At or after */
                from?: components["parameters"]["from"];
                /** @description Before */
                to?: components["parameters"]["to"];
                /**
                 * @description From this time of day on, as the clock stood where the camera did; over midnight where toTime is no later
                 * @example 19:00
                 */
                fromTime?: components["parameters"]["fromTime"];
                /**
                 * @description Before this time of day
                 * @example 06:00
                 */
                toTime?: components["parameters"]["toTime"];
                /** @description The surest box of a machine that holds is at least so sure; what a person answered has no score */
                scoreFrom?: components["parameters"]["scoreFrom"];
                /** @description And at most so sure */
                scoreTo?: components["parameters"]["scoreTo"];
                kind?: components["parameters"]["kind"];
                /** @description infrared: without colours */
                light?: components["parameters"]["light"];
                /** @description true: a person or a vehicle is seen; false: neither */
                people?: components["parameters"]["people"];
                /** @description true: only favourites */
                favorite?: components["parameters"]["favorite"];
                /** @description true: only what is unreviewed, beside what show asks */
                open?: components["parameters"]["open"];
                /** @description Repeated - an observation bears one of these tags */
                observationTag?: components["parameters"]["tagFilter"];
                /** @description Repeated - one of these models has answered ("deimv2_femto 1.0"), and it was not taken back */
                model?: components["parameters"]["modelFilter"];
                /** @description Repeated - one of these accounts has answered, and it was not taken back */
                accountID?: components["parameters"]["reviewerFilter"];
            };
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The numbers */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Without an answer of a person */
                        open: number;
                        /** @description A person has answered; left out unless overPeople is given */
                        byPeople: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    answer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "eventID": "01890000-0000-7000-8000-000000000003",
                 *       "observations": [
                 *         {
                 *           "observationType": "animal",
                 *           "scientificName": "Budorcas taxicolor",
                 *           "count": 2
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    mediaIDs?: MediaID[];
                    /** Format: uuid */
                    eventID?: EventID;
                    confirm?: boolean;
                    adjudicates?: boolean;
                    observations?: components["schemas"]["ObservationFields"][];
                };
            };
        };
        responses: {
            /** @description Written */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnswerBatch"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    retractAnswer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                batchID: BatchID;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Taken back */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnswerBatch"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listConflicts: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
            };
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConflictPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getAgreement: {
        parameters: {
            query?: {
                /** @description Only media that were reviewed blind */
                onlyBlind?: boolean;
            };
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The agreement */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agreement"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listBulkAnswers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The latest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["BulkAnswer"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    answerMany: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "filter": {
                 *         "show": "unreviewed",
                 *         "scoreTo": 0.4
                 *       },
                 *       "expected": 12345,
                 *       "observations": [
                 *         {
                 *           "observationType": "blank"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    filter: components["schemas"]["MediaFilter"];
                    expected: number;
                    /** @default false */
                    overPeople?: boolean;
                    confirm?: boolean;
                    observations?: components["schemas"]["ObservationFields"][];
                };
            };
        };
        responses: {
            /** @description Begun */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getBulkAnswer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                bulkAnswerID: BatchID;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    retractBulkAnswer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                bulkAnswerID: BatchID;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Being taken back */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listViews: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By name */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SavedView"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    saveView: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Takin at night",
                 *       "shared": true,
                 *       "filter": {
                 *         "scientificName": [
                 *           "Budorcas taxicolor"
                 *         ],
                 *         "fromTime": "19:00",
                 *         "toTime": "06:00"
                 *       }
                 *     }
                 */
                "application/json": {
                    name: string;
                    /** @default false */
                    shared?: boolean;
                    filter: components["schemas"]["MediaFilter"];
                    /** @enum {string} */
                    sort?: "oldest" | "newest" | "worth";
                };
            };
        };
        responses: {
            /** @description Kept */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteView: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                viewID: ViewID;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Gone */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    changeView: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                viewID: ViewID;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Takin at night and at dawn"
                 *     }
                 */
                "application/json": {
                    name?: string;
                    shared?: boolean;
                    filter?: components["schemas"]["MediaFilter"];
                    /** @enum {string} */
                    sort?: "oldest" | "newest" | "worth";
                };
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listAssignments: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description At most 500 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Assignment"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    addAssignment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "title": "Spring at the ridge",
                 *       "filter": {
                 *         "show": "unreviewed",
                 *         "from": "2024-03-01T00:00:00Z",
                 *         "to": "2024-06-01T00:00:00Z"
                 *       },
                 *       "dueOn": "2026-12-24",
                 *       "accountIDs": [
                 *         "01890000-0000-7000-8000-000000000001"
                 *       ]
                 *     }
                 */
                "application/json": {
                    title: string;
                    note?: string;
                    filter: components["schemas"]["MediaFilter"];
                    /** Format: date */
                    dueOn?: string | null;
                    /** @description Who is to review it */
                    accountIDs: AccountID[];
                };
            };
        };
        responses: {
            /** @description Given */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Assignment"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getAssignment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                assignmentID: AssignmentID;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Assignment"] & {
                        progress: components["schemas"]["AssignmentProgress"];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteAssignment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                assignmentID: AssignmentID;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Gone */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    changeAssignment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                assignmentID: AssignmentID;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "state": "done"
                 *     }
                 */
                "application/json": {
                    title?: string;
                    note?: string;
                    filter?: components["schemas"]["MediaFilter"];
                    /** Format: date */
                    dueOn?: string | null;
                    accountIDs?: AccountID[];
                    /** @enum {string} */
                    state?: "open" | "done";
                };
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Assignment"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    ableToReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By name */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Assignee"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    reviewProgress: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description At this moment */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewProgress"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listPredictionImports: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Fifty at most */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PredictionImport"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    bringPredictions: {
        parameters: {
            query?: {
                /** @description What the file is called, for the ledger */
                name?: string;
                /** @description Boxes from this confidence on count; else what the file says, else 0.2 */
                threshold?: number;
                /** @description Classes from this confidence on name the animal; else what the file says, else 0.5 */
                classificationThreshold?: number;
            };
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "info": {
                 *         "format_version": "1.5",
                 *         "detector": "md_v5a.0.0",
                 *         "detector_metadata": {
                 *           "megadetector_version": "v5a.0.0",
                 *           "typical_detection_threshold": 0.2
                 *         }
                 *       },
                 *       "detection_categories": {
                 *         "1": "animal",
                 *         "2": "person",
                 *         "3": "vehicle"
                 *       },
                 *       "images": [
                 *         {
                 *           "file": "card 12/DCIM/100MEDIA/IMG_0001.JPG",
                 *           "detections": [
                 *             {
                 *               "category": "1",
                 *               "conf": 0.93,
                 *               "bbox": [
                 *                 0.21,
                 *                 0.4,
                 *                 0.18,
                 *                 0.3
                 *               ]
                 *             }
                 *           ]
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    images?: Record<string, never>[];
                    predictions?: Record<string, never>[];
                } | unknown | unknown;
            };
        };
        responses: {
            /** @description All of it came; a job reads it */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PredictionImport"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getPredictionImport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                predictionImportID: PredictionImportID;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The import */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PredictionImport"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listObservations: {
        parameters: {
            query?: {
                scientificName?: components["parameters"]["scientificNameFilter"];
                /** @description `next` of the page before */
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Observations */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Observation"][];
                        next: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listReveals: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The looks */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            mediaID: MediaID;
                            fileName: string;
                            locationName: string;
                            /** @enum {string} */
                            form: "preview" | "thumbnail" | "content" | "proxy";
                            /** @description Empty for an account that is gone */
                            revealedBy: string;
                            /** Format: date-time */
                            revealedAt: string;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getProgress: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Progress */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Progress"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    retryJobs: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How many */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        queued: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getGeofence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The lists */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Geofence"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    setGeofence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "allowed": [],
                 *       "blocked": [
                 *         "Panthera leo",
                 *         "Elephantidae"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** @description Scientific names of any rank; none - all animals */
                    allowed: string[];
                    blocked: string[];
                };
            };
        };
        responses: {
            /** @description The lists as they are now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Geofence"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getModelChoice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The choice */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelChoice"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    chooseModels: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "detector": null,
                 *       "classifiers": null,
                 *       "tiles": null,
                 *       "secondOpinion": false
                 *     }
                 */
                "application/json": {
                    /** @description Name of a model of listModels; null: as the service does */
                    detector: string | null;
                    /** @description Names of listModels, or the modelName of a training of this project; an empty list: no species are suggested; null: as the service does */
                    classifiers: string[] | null;
                    /** @description Each photo is also looked at in so many parts along each side, which finds small animals far away and costs n × n + 1 looks; 1: the whole photo alone; null or absent: as the service does */
                    tiles?: number | null;
                    /** @description What moved in a photo is asked beside the detector: a box just there counts from half the threshold on, a weak one in a photo without motion does not. Holds for all that no person has answered, soon after; absent: false */
                    secondOpinion?: boolean;
                };
            };
        };
        responses: {
            /** @description The choice as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelChoice"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listModelRuns: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Fifty at most */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ModelRun"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    beginModelRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "classifiers": [],
                 *       "filter": {
                 *         "show": "unreviewed"
                 *       }
                 *     }
                 */
                "application/json": {
                    /** @description Name of a model of listModels; null or absent: the project's, else the service's */
                    detector?: string | null;
                    /** @description Names; an empty list: no species; null or absent: the project's, else the service's */
                    classifiers?: string[] | null;
                    mediaIDs?: MediaID[];
                    deploymentIDs?: DeploymentID[];
                    /** Format: uuid */
                    uploadID?: UploadID;
                    filter?: components["schemas"]["MediaFilter"];
                };
            };
        };
        responses: {
            /** @description Begun */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelRun"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getModelRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                modelRunID: components["parameters"]["modelRunID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The run */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelRun"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    useModelRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                modelRunID: components["parameters"]["modelRunID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "inUse": true
                 *     }
                 */
                "application/json": {
                    inUse: boolean;
                };
            };
        };
        responses: {
            /** @description The run; what holds follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelRun"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    cancelModelRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                modelRunID: components["parameters"]["modelRunID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The run */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelRun"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    findSimilar: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                mediaID: components["parameters"]["mediaID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The most similar first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SimilarMedia"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    describeCrops: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Queued */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listDetections: {
        parameters: {
            query?: {
                /** @description Repeated - at one of them */
                deploymentID?: components["parameters"]["deploymentsFilter"];
                /** @description Repeated - at one of these sample points */
                locationID?: components["parameters"]["locationsFilter"];
                /** @description Repeated - in one of these sample areas */
                areaID?: components["parameters"]["areasFilter"];
                /** @description unreviewed: no human answer yet; the others by present answer */
                show?: components["parameters"]["show"];
                /** @description Repeated - one of them is seen */
                scientificName?: components["parameters"]["scientificNamesFilter"];
                /** @description At or after */
                from?: components["parameters"]["from"];
                /** @description Before */
                to?: components["parameters"]["to"];
                /**
                 * @description From this time of day on, as the clock stood where the camera did; over midnight where toTime is no later
                 * @example 19:00
                 */
                fromTime?: components["parameters"]["fromTime"];
                /**
                 * @description Before this time of day
                 * @example 06:00
                 */
                toTime?: components["parameters"]["toTime"];
                /** @description The surest box of a machine that holds is at least so sure; what a person answered has no score */
                scoreFrom?: components["parameters"]["scoreFrom"];
                /** @description And at most so sure */
                scoreTo?: components["parameters"]["scoreTo"];
                kind?: components["parameters"]["kind"];
                /** @description infrared: without colours */
                light?: components["parameters"]["light"];
                /** @description true: a person or a vehicle is seen; false: neither */
                people?: components["parameters"]["people"];
                /** @description true: only favourites */
                favorite?: components["parameters"]["favorite"];
                /** @description Repeated - an observation bears one of these tags */
                observationTag?: components["parameters"]["tagFilter"];
                /** @description Repeated - one of these models has answered ("deimv2_femto 1.0"), and it was not taken back */
                model?: components["parameters"]["modelFilter"];
                /** @description Repeated - one of these accounts has answered, and it was not taken back */
                accountID?: components["parameters"]["reviewerFilter"];
                /** @description `next` of the page before */
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
                /** @description Only those that a model suggests and the caller may still answer */
                waiting?: boolean;
            };
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The boxes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Detection"][];
                        next: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listCohorts: {
        parameters: {
            query?: {
                /** @description Repeated - at one of them */
                deploymentID?: components["parameters"]["deploymentsFilter"];
                /** @description Repeated - at one of these sample points */
                locationID?: components["parameters"]["locationsFilter"];
                /** @description Repeated - in one of these sample areas */
                areaID?: components["parameters"]["areasFilter"];
                /** @description unreviewed: no human answer yet; the others by present answer */
                show?: components["parameters"]["show"];
                /** @description Repeated - one of them is seen */
                scientificName?: components["parameters"]["scientificNamesFilter"];
                /** @description At or after */
                from?: components["parameters"]["from"];
                /** @description Before */
                to?: components["parameters"]["to"];
                /**
                 * @description From this time of day on, as the clock stood where the camera did; over midnight where toTime is no later
                 * @example 19:00
                 */
                fromTime?: components["parameters"]["fromTime"];
                /**
                 * @description Before this time of day
                 * @example 06:00
                 */
                toTime?: components["parameters"]["toTime"];
                /** @description The surest box of a machine that holds is at least so sure; what a person answered has no score */
                scoreFrom?: components["parameters"]["scoreFrom"];
                /** @description And at most so sure */
                scoreTo?: components["parameters"]["scoreTo"];
                kind?: components["parameters"]["kind"];
                /** @description infrared: without colours */
                light?: components["parameters"]["light"];
                /** @description true: a person or a vehicle is seen; false: neither */
                people?: components["parameters"]["people"];
                /** @description true: only favourites */
                favorite?: components["parameters"]["favorite"];
                /** @description Repeated - an observation bears one of these tags */
                observationTag?: components["parameters"]["tagFilter"];
                /** @description Repeated - one of these models has answered ("deimv2_femto 1.0"), and it was not taken back */
                model?: components["parameters"]["modelFilter"];
                /** @description Repeated - one of these accounts has answered, and it was not taken back */
                accountID?: components["parameters"]["reviewerFilter"];
                /** @description `next` of the page before */
                cursor?: components["parameters"]["cursor"];
                /** @description Crops at most */
                limit?: number;
            };
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The largest cohorts first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CohortBatch"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    answerCrops: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "crops": [
                 *         {
                 *           "mediaID": "01890000-0000-7000-8000-000000000004",
                 *           "bbox": [
                 *             0.25,
                 *             0.25,
                 *             0.5,
                 *             0.5
                 *           ],
                 *           "scientificName": "Prionailurus bengalensis"
                 *         }
                 *       ],
                 *       "confirm": true
                 *     }
                 */
                "application/json": {
                    crops: {
                        /** Format: uuid */
                        mediaID: MediaID;
                        bbox: components["schemas"]["Place"];
                        /** @description As it was shown */
                        scientificName: string;
                    }[];
                    confirm?: boolean;
                    /** @enum {string} */
                    observationType?: "animal" | "human" | "vehicle" | "blank" | "unknown";
                    scientificName?: string;
                };
            };
        };
        responses: {
            /** @description All was left out */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CropAnswerBatch"];
                };
            };
            /** @description Written */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CropAnswerBatch"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getCrop: {
        parameters: {
            query?: {
                /**
                 * @description x,y,width,height in fractions of the picture; absent: all of it
                 * @example 0.25,0.25,0.5,0.5
                 */
                bbox?: string;
            };
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                mediaID: components["parameters"]["mediaID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The picture */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listIndividuals: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Individual"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createIndividual: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Old Horn",
                 *       "scientificName": "Budorcas taxicolor",
                 *       "sex": "male",
                 *       "comments": "left horn broken"
                 *     }
                 */
                "application/json": components["schemas"]["IndividualFields"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Individual"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getIndividual: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                individualID: components["parameters"]["individualID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The animal; of what is withheld from the caller nothing */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        individual: components["schemas"]["Individual"];
                        /** @description The latest first */
                        gallery: {
                            media: components["schemas"]["Media"];
                            bbox: components["schemas"]["Box"];
                        }[];
                        /** @description Sample points, the one with most pictures first */
                        seenAt: {
                            /** Format: uuid */
                            locationID: LocationID;
                            locationName: string;
                            latitude: number;
                            longitude: number;
                            media: number;
                            /** Format: date-time */
                            firstSeen: string | null;
                            /** Format: date-time */
                            lastSeen: string | null;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteIndividual: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                individualID: components["parameters"]["individualID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    updateIndividual: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                individualID: components["parameters"]["individualID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "comments": "seen with a calf"
                 *     }
                 */
                "application/json": components["schemas"]["IndividualFields"];
            };
        };
        responses: {
            /** @description The animal */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Individual"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listResemblingIndividuals: {
        parameters: {
            query?: {
                /** @description Individuals of this species alone */
                scientificName?: string;
                /** @description x,y,width,height of the animal; without it the only one in the picture */
                bbox?: string;
            };
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                mediaID: components["parameters"]["mediaID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description At most 10, the most alike first; none where the network described neither */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            individual: components["schemas"]["Individual"];
                            /** @description Cosine of the features of the two most alike crops, -1 to 1 */
                            similarity: number;
                            /** Format: uuid */
                            mediaID: MediaID;
                            bbox: components["schemas"]["Box"];
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listCustomFields: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomFields"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putCustomFields: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "items": [
                 *         {
                 *           "name": "Body condition",
                 *           "kind": "choice",
                 *           "choices": [
                 *             "good",
                 *             "thin",
                 *             "poor"
                 *           ]
                 *         },
                 *         {
                 *           "name": "Collared",
                 *           "kind": "flag"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    items: {
                        /**
                         * Format: uuid
                         * @description Of one that there is; its kind stays
                         */
                        customFieldID?: CustomFieldID;
                        name: string;
                        /** @enum {string} */
                        kind: "text" | "number" | "choice" | "flag";
                        choices?: string[];
                    }[];
                };
            };
        };
        responses: {
            /** @description All of them as they are now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomFields"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getSpeciesList: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The list; the first nine have the keys 1 to 9 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpeciesList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    setSpeciesList: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "scientificNames": [
                 *         "Budorcas taxicolor",
                 *         "Capricornis milneedwardsii"
                 *       ]
                 *     }
                 */
                "application/json": {
                    scientificNames: string[];
                };
            };
        };
        responses: {
            /** @description The list as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpeciesList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    setFavorite: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "mediaIDs": [
                 *         "01890000-0000-7000-8000-000000000003"
                 *       ],
                 *       "favorite": true
                 *     }
                 */
                "application/json": {
                    mediaIDs: MediaID[];
                    favorite: boolean;
                };
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listTrustChecks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The latest first, fifty at most */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Media that a machine says are blank, and nobody answered */
                        blanks: number;
                        items: components["schemas"]["TrustCheck"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    beginTrustCheck: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "most": 0.05
                 *     }
                 */
                "application/json": components["schemas"]["NewTrustCheck"];
            };
        };
        responses: {
            /** @description Begun */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrustCheck"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    previewTrustCheck: {
        parameters: {
            query?: {
                /** @description A name that the machine gives; without: blank */
                scientificName?: string;
            };
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a sample would be drawn from */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrustPreview"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getTrustCheck: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                trustCheckID: components["parameters"]["trustCheckID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The check */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrustCheck"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listTrustMedia: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                trustCheckID: components["parameters"]["trustCheckID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The next ones */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description That nobody answered */
                        left: number;
                        /** @description Of these, that you may not look at; somebody else has to */
                        withheld: number;
                        items: components["schemas"]["Media"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    cancelTrustCheck: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                trustCheckID: components["parameters"]["trustCheckID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The check */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrustCheck"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listLabelConflicts: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Those of names that three other events bear first, then the clearest */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LabelConflicts"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    compareLabels: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Queued */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    keepLabel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                mediaID: components["parameters"]["mediaID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "scientificName": "Puma concolor"
                 *     }
                 */
                "application/json": components["schemas"]["KeptLabel"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getTrainingMaterial: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By taxon */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrainingMaterial"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listTrainings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The trainings */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Training"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    startTraining: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "qinling",
                 *       "seed": 1
                 *     }
                 */
                "application/json": {
                    /** @description A name that was trained before gets its next version */
                    name: string;
                    /** @description Scientific names; none: all of which there is enough, without those of which a finer one is learnt */
                    taxa?: string[];
                    /** @description Model whose features are used; absent: the first of the material's backbones */
                    backbone?: string;
                    /**
                     * @description Chooses the locations that are held out
                     * @default 1
                     */
                    seed?: number;
                };
            };
        };
        responses: {
            /** @description Queued */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Training"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    removeTraining: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                trainingID: components["parameters"]["trainingID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Gone; its name and version are not given again */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getModelCard: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                trainingID: components["parameters"]["trainingID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Markdown */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/markdown": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getModelPackage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                trainingID: components["parameters"]["trainingID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A folder that `serow models add` takes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getReviewRule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rule */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewRule"] & {
                        /** @description All choices, the latest first; fifty at most */
                        history: components["schemas"]["ReviewRule"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    setReviewRule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "twoAgree",
                 *       "machineAbove": null,
                 *       "machineBlank": false,
                 *       "machineSpecies": false,
                 *       "blindPercent": 10
                 *     }
                 */
                "application/json": {
                    kind: components["schemas"]["ReviewRuleKind"];
                    machineAbove?: number | null;
                    machineBlank?: boolean;
                    machineSpecies?: boolean;
                    blindPercent?: number;
                };
            };
        };
        responses: {
            /** @description The rule as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewRule"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    previewReviewRules: {
        parameters: {
            query?: {
                /** @description Machines are accepted above this confidence; 0: never */
                machineAbovePercent?: number;
                machineBlank?: boolean;
                machineSpecies?: boolean;
            };
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One for each kind of rule */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            kind: components["schemas"]["ReviewRuleKind"];
                            /** @description Accepted of a machine; all these are numbers of media */
                            accepted: number;
                            /** @description Another answer is wanted */
                            awaiting: number;
                            /** @description Settled by people */
                            human: number;
                            /** @description People differ */
                            conflict: number;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getThresholds: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The thresholds */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Thresholds"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    setThresholds: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "animal": 0.25,
                 *       "human": null,
                 *       "vehicle": 0.4
                 *     }
                 */
                "application/json": {
                    animal: components["schemas"]["Threshold"];
                    human: components["schemas"]["Threshold"];
                    vehicle: components["schemas"]["Threshold"];
                };
            };
        };
        responses: {
            /** @description The thresholds as they are now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Thresholds"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    previewThresholds: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The counts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ThresholdCell"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listRepeatDetections: {
        parameters: {
            query?: {
                deploymentID?: components["parameters"]["deploymentFilter"];
            };
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description At most 200 places, those first that make the most observations */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RepeatDetections"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    judgeRepeatDetection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "deploymentID": "0190f2a0-0000-7000-8000-000000000003",
                 *       "observationType": "animal",
                 *       "bbox": [
                 *         0.5,
                 *         0.6,
                 *         0.2,
                 *         0.1
                 *       ],
                 *       "verdict": "nothing"
                 *     }
                 */
                "application/json": {
                    /** Format: uuid */
                    deploymentID: DeploymentID;
                    observationType: components["schemas"]["MachineType"];
                    bbox: components["schemas"]["Place"];
                    verdict: components["schemas"]["RepeatVerdictWord"];
                };
            };
        };
        responses: {
            /** @description Said */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RepeatVerdict"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    retractRepeatVerdict: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
                repeatVerdictID: components["parameters"]["repeatVerdictID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Taken back */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RepeatVerdict"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    compareModels: {
        parameters: {
            query?: {
                /** @description Only this one, as it stands in the ledger */
                model?: string;
                /** @description And this one; then both on the media that both looked at */
                with?: string;
                format?: "json" | "csv";
            };
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By model */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelComparison"];
                    "text/csv": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getModelCalibration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By model */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ModelCalibration"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    calibrateModel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "model": "deimv2_femto 1",
                 *       "inForce": true
                 *     }
                 */
                "application/json": {
                    /** @description As it stands in the ledger */
                    model: string;
                    /** @description true: fit anew to all that people have settled; false: no longer */
                    inForce: boolean;
                };
            };
        };
        responses: {
            /** @description The model as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelCalibration"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    lookAgain: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": {
                    /**
                     * Format: uuid
                     * @description Only this one
                     */
                    deploymentID?: DeploymentID;
                };
            };
        };
        responses: {
            /** @description How many were queued */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        queued: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    live: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A stream */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listSpecies: {
        parameters: {
            query?: {
                /** @description Count only what a person answered */
                onlyHuman?: components["parameters"]["onlyHuman"];
                format?: "json" | "csv";
            };
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The table */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpeciesTable"];
                    "text/csv": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getMap: {
        parameters: {
            query?: {
                /** @description Count only what a person answered */
                onlyHuman?: components["parameters"]["onlyHuman"];
                format?: "json" | "csv";
            };
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The points */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectMap"];
                    "text/csv": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getActivity: {
        parameters: {
            query: {
                scientificName: string;
                /** @description Count only what a person answered */
                onlyHuman?: components["parameters"]["onlyHuman"];
                format?: "json" | "csv";
            };
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rhythm */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Activity"];
                    "text/csv": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    exportCamtrapDp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The package */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listExports: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Fifty at most */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Export"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    exportMegaDetector: {
        parameters: {
            query?: {
                deploymentID?: components["parameters"]["deploymentFilter"];
            };
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        info: Record<string, never>;
                        detection_categories: Record<string, never>;
                        classification_categories?: Record<string, never>;
                        classification_category_descriptions?: Record<string, never>;
                        images: Record<string, never>[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    exportSpeciesNet: {
        parameters: {
            query?: {
                deploymentID?: components["parameters"]["deploymentFilter"];
            };
            header?: never;
            path: {
                projectID: components["parameters"]["projectID"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        predictions: Record<string, never>[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    makeDemo: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The demo project is being filled */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
}
type WithRequired<T, K extends keyof T> = T & {
    [P in K]-?: T[P];
};
