import type { Library as AskLibrary } from '../../core/asking/library.ts';
import type { IssueStore } from '../../core/ports.ts';
import { articlesOnSameTopic } from '../../core/related-articles.ts';
import type { Library } from './options.ts';

/** What the pages read, from the library that questions are answered from and the store it was built of. */
export function createPageLibrary(options: {
  current(): AskLibrary;
  store: Pick<IssueStore, 'read' | 'versions'>;
}): Library {
  const { current, store } = options;
  return {
    issues: async () => current().issues,
    findIssue: (id) => store.read(id),
    versions: (id) => store.versions(id),
    unitsOf: (issueId, articleNumber) =>
      current()
        .gazetteer.unitsOf(issueId, articleNumber)
        .map(({ name }) => name),
    onSameTopic: (article) => articlesOnSameTopic(current(), article),
  };
}
