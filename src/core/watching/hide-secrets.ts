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

/** As it stands in a JSON string, and twice in one that holds JSON itself. */
const escaped = (text: string): string => JSON.stringify(text).slice(1, -1);

/** Takes out of a text (JSON or not) `secrets`, in whatever way they are written, and everything that looks like a token. */
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
