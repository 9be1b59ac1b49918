import { type DestinationStream, type Logger, pino } from 'pino';

/** Values under these names are never written, however deep they stand. */
const NAMES =
  'authorization|cookie|set-cookie|app_secret|client_secret|secret|encrypt|encrypt_key|verification_token|token|' +
  'tenant_access_token|app_access_token|user_access_token|access_token|refresh_token|code_verifier|ticket|password';
const named = new RegExp(`"(${NAMES})":"(?:[^"\\\\]|\\\\.)*"`, 'gi');
/** `Authorization: Bearer …` in a sentence, tokens of Feishu as they begin, keys in an address. */
const bearer = /\b(Bearer|Basic)\s+[\w.~+/=-]+/gi;
const feishuToken = /\b[tua]-[\w.-]{8,}/g;
const inAddress =
  /([?&](?:code|state|ticket|token|access_key|device_id|app_secret|code_verifier)=)[^&\s"\\]+/gi;

const HIDDEN = '[hidden]';

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

/** As it stands in a JSON string, and twice in one that holds JSON itself. */
const escaped = (text: string): string => JSON.stringify(text).slice(1, -1);

/** `text` (JSON or not) without `secrets` and tokens. */
export function createHide(secrets: readonly string[]): (text: string) => string {
  const forms = secrets
    .filter((secret) => secret !== '')
    .flatMap((secret) => [secret, escaped(secret), escaped(escaped(secret)), encodeURIComponent(secret)]);
  // The longest first: one secret may begin with another.
  const literals = [...new Set(forms)].sort((a, b) => b.length - a.length);
  return (text) =>
    literals
      .reduce((rest, literal) => rest.replaceAll(literal, HIDDEN), text)
      .replace(named, `"$1":"${HIDDEN}"`)
      .replace(bearer, `$1 ${HIDDEN}`)
      .replace(inAddress, `$1${HIDDEN}`)
      .replace(feishuToken, HIDDEN);
}
