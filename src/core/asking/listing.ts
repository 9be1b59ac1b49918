import type { Answer } from '../bulletin.ts';
import type { AskRequest } from '../ports.ts';
import type { IssueEntry, Library } from './library.ts';
import type { Reading } from './understand.ts';

export async function listingFor(
  _request: AskRequest,
  _reading: Reading,
  _library: Library,
  _issues: readonly IssueEntry[],
): Promise<(Partial<Answer> & Pick<Answer, 'kind'>) | null> {
  return null;
}
