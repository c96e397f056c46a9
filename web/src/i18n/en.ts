import { account } from './en/account.ts';
import { app } from './en/app.ts';
import { cameraKeys } from './en/cameraKeys.ts';
import { clock } from './en/clock.ts';
import { effort } from './en/effort.ts';
import { field } from './en/field.ts';
import { look } from './en/look.ts';
import { predictions } from './en/predictions.ts';
import { problems } from './en/problems.ts';
import { project } from './en/project.ts';
import { repeats } from './en/repeats.ts';
import { review } from './en/review.ts';
import { share } from './en/share.ts';
import { similar } from './en/similar.ts';
import { training } from './en/training.ts';
import { upload } from './en/upload.ts';
import { welcome } from './en/welcome.ts';

export const en = { account, app, cameraKeys, clock, effort, field, look, predictions, problems, project, repeats, review, share, similar, training, upload, welcome };
