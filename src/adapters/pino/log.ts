import { type DestinationStream, type Logger, pino } from 'pino';
import { createHide } from '../../core/watching/hide-secrets.ts';

/**
 * One JSON object a line on stderr. The last step before the disk takes out the values of `secrets` and everything that
 * looks like a token, in whatever field or sentence it stands: nobody who logs has to think of it.
 */
export function createLog(options: {
  level: string;
  secrets: readonly string[];
  /** Default stderr. */
  destination?: DestinationStream;
}): Logger {
  const { level, secrets, destination = pino.destination({ dest: 2, sync: true }) } = options;
  const hide = createHide(secrets);
  return pino({ level }, { write: (line: string) => destination.write(hide(line)) });
}
