import { AppError } from '../../errors.ts';

/** A call of which nobody can say yet whether it had its effect. Whoever keeps track of it must neither forget it nor blindly repeat it. */
export class OutcomeUnknownError extends AppError {}
