import { account } from './zh/account.ts';
import { app } from './zh/app.ts';
import { cameraKeys } from './zh/cameraKeys.ts';
import { clock } from './zh/clock.ts';
import { effort } from './zh/effort.ts';
import { field } from './zh/field.ts';
import { look } from './zh/look.ts';
import { predictions } from './zh/predictions.ts';
import { problems } from './zh/problems.ts';
import { project } from './zh/project.ts';
import { repeats } from './zh/repeats.ts';
import { review } from './zh/review.ts';
import { share } from './zh/share.ts';
import { similar } from './zh/similar.ts';
import { training } from './zh/training.ts';
import { upload } from './zh/upload.ts';
import { welcome } from './zh/welcome.ts';

export const zh = { account, app, cameraKeys, clock, effort, field, look, predictions, problems, project, repeats, review, share, similar, training, upload, welcome };
