import type { Library } from '../../core/asking/library.ts';
import type { IssueStore } from '../../core/ports.ts';
import { articlesOnSameTopic, type PlacedArticle } from '../../core/related-articles.ts';
import type { PageLibrary } from './options.ts';

/** What the pages read, from the library that questions are answered from and the store it was built of. */
export function createPageLibrary(options: {
  current(): Library;
  store: Pick<IssueStore, 'read' | 'versions'>;
}): PageLibrary {
  const { current, store } = options;
  /** Looked up once for each state of the library: it is most of the work of an article's page. */
  const onSameTopic = new WeakMap<object, Map<string, Promise<PlacedArticle[]>>>();
  return {
    issues: async () => current().issues,
    findIssue: (id) => store.read(id),
    versions: (id) => store.versions(id),
    unitsOf: (issueId, articleNumber) =>
      current()
        .gazetteer.unitsOf(issueId, articleNumber)
        .map(({ name }) => name),
    onSameTopic(issueId, article) {
      const library = current();
      const known = onSameTopic.get(library.issues) ?? new Map<string, Promise<PlacedArticle[]>>();
      onSameTopic.set(library.issues, known);
      const key = `${issueId}#${article.number}`;
      const found = known.get(key) ?? articlesOnSameTopic(library, article);
      known.set(key, found);
      found.catch(() => known.delete(key));
      return found;
    },
  };
}
