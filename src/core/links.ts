/**
 * Where things stand on the web, for cards, pages and answers alike. `publicUrl` is the address people reach the pages
 * at, with or without a final slash; an empty string gives paths that work on the pages themselves.
 */

const under = (publicUrl: string, path: string): string => `${publicUrl.replace(/\/+$/, '')}${path}`;

/** Every character that is not a letter, digit, `-`, `_`, `.` or `~` is percent-encoded, as UTF-8. */
const segment = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

/** The page of an issue (期): its table of contents. */
export function issueUrl(publicUrl: string, issueId: string): string {
  return under(publicUrl, `/issues/${segment(issueId)}`);
}

/** The page of an article; number 0 (编者按, 领导批示, 版记) is on the page of the issue itself. */
export function articleUrl(publicUrl: string, issueId: string, articleNumber: number): string {
  const issue = issueUrl(publicUrl, issueId);
  return articleNumber === 0 ? issue : `${issue}/articles/${articleNumber}`;
}

/** The place of a passage (段落) in its article. */
export function passageUrl(
  publicUrl: string,
  issueId: string,
  articleNumber: number,
  passageId: string,
): string {
  return `${articleUrl(publicUrl, issueId, articleNumber)}#${segment(passageId)}`;
}

/** The issue and passage that a `passageUrl` leads to; null for any other address. */
export function passageAt(url: string): { issueId: string; passageId: string } | null {
  const [, issueId, passageId] = /\/issues\/([^/?#]+)(?:\/articles\/\d+)?#([^/?#]+)$/u.exec(url) ?? [];
  if (!issueId || !passageId) return null;
  return { issueId: decodeURIComponent(issueId), passageId: decodeURIComponent(passageId) };
}

/** The search page for a question. */
export function searchUrl(publicUrl: string, question: string): string {
  return under(publicUrl, `/search?q=${segment(question)}`);
}
