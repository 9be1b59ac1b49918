import type { IndexedArticle, IndexTotals, PassageIndex } from '../../../core/ports.ts';
import { buildSegment } from './build.ts';
import { mergeSegments } from './merge.ts';
import { isCrowded, nextMerge } from './merge-plan.ts';
import { allOf, type Part, partOf, termIn, withoutIssue } from './part.ts';
import { readParts, writeParts } from './saved-parts.ts';
import { bestPassages } from './search.ts';
import { passageKey, type Segment } from './segment.ts';
import { inSlices, nextTurn } from './slices.ts';

export interface PostingsIndex extends PassageIndex {
  /** Resolves when nothing is being written or merged. @throws whatever made merging impossible, lack of memory as a rule */
  settled(): Promise<void>;
  /**
   * The index as it is now, to be written one after the other into one file, with `note` beside it. The pieces are views
   * of what is in memory and stay as they are whatever happens to the index.
   */
  save(note: string): Promise<Uint8Array[]>;
}

/** New articles of issues. */
type Changes = Map<string, readonly IndexedArticle[]>;

/** Passages that go into one new segment at most, so that an import of everything at once needs no more memory. */
const GROUP = 16_384;
/** How long writers must be quiet before small parts are merged. */
const REST_MS = 300;

/**
 * Our own engine: exact BM25 over words and bigrams, postings delta-coded in typed arrays, the best passages by MaxScore.
 *
 * An issue becomes a segment that never changes. Replacing an issue adds its new segment and marks the old one's passages
 * as gone in one step, so that readers see the old or the new ones and never wait; segments are merged in the background,
 * a few milliseconds at a time. Counts are exact at any moment: what is gone is counted in the postings themselves.
 */
export function createPostingsIndex(): PostingsIndex {
  return indexOver([]);
}

/**
 * The index that `save` gave, with its note; null when the bytes are of another version or not as they were written. The
 * index lives in `bytes`, which must not change any more.
 */
export async function loadPostingsIndex(
  bytes: Uint8Array,
): Promise<{ index: PostingsIndex; note: string } | null> {
  const saved = await readParts(bytes);
  return saved && { index: indexOver(saved.parts), note: saved.note };
}

function indexOver(initial: readonly Part[]): PostingsIndex {
  let parts = initial;
  /** Changes that are asked for while others are being written: they will go into one segment. */
  let next: { changes: Changes; written: Promise<void> } | null = null;
  let writing: Promise<unknown> = Promise.resolve();
  let merging: Promise<void> | null = null;
  let isResting = false;
  let rest: NodeJS.Timeout | undefined;

  const write = async (changes: Changes): Promise<void> => {
    // Writing for long is no rest.
    clearTimeout(rest);
    isResting = false;
    while (isCrowded(parts)) await merge();
    const added = new Map([...changes].filter(([, articles]) => articles.length > 0));
    const segments = added.size > 0 ? [await inSlices(buildSegment(added))] : [];
    let kept = parts;
    for (const issueId of changes.keys()) kept = kept.map((part) => withoutIssue(part, issueId));
    parts = [...kept.filter(isNeeded), ...segments.map(allOf)];
    mergeLater();
  };
  const writeAll = async (changes: Changes): Promise<void> => {
    for (const group of inGroups(changes)) await write(group);
  };
  const mergeAll = async (): Promise<void> => {
    await nextTurn();
    for (;;) {
      const sources = nextMerge(parts, isResting);
      if (sources.length === 0) return;
      const segment = await inSlices(mergeSegments(sources));
      const current = parts;
      const old = current.filter((part) => sources.some((source) => source.segment === part.segment));
      const merged = takingOver(segment, old);
      parts = [...current.filter((part) => !old.includes(part)), ...[merged].filter(isNeeded)];
    }
  };
  const merge = (): Promise<void> => {
    merging ??= mergeAll().finally(() => {
      merging = null;
    });
    return merging;
  };
  const mergeLater = (): void => {
    rest = setTimeout(() => {
      isResting = true;
      mergeQuietly();
    }, REST_MS).unref();
    mergeQuietly();
  };
  /** An index that cannot be merged still answers; `settled` tells. */
  const mergeQuietly = (): void => void merge().catch(() => undefined);

  return {
    name: 'postings',
    async candidates(terms, limit, issueIds) {
      // Single characters are counted, but too common to propose passages.
      const wanted = [...new Set(terms)].filter((term) => !term.startsWith('^'));
      const searched = parts;
      const hits = bestPassages(searched, wanted, limit, (part) => openIssues(part, issueIds));
      return hits.map(({ part, passage }) => passageKey(searched[part]!.segment, passage));
    },
    async statistics(terms) {
      const found = terms.map((term) => parts.map((part) => termIn(part, term)));
      return {
        passages: found.map((inParts) => inParts.reduce((total, { passages }) => total + passages, 0)),
        articles: found.map((inParts) => inParts.reduce((total, { articles }) => total + articles, 0)),
      };
    },
    async totals() {
      return parts.reduce<IndexTotals>(
        (total, part) => ({
          passages: total.passages + part.passages,
          articles: total.articles + part.articles,
        }),
        { passages: 0, articles: 0 },
      );
    },
    replaceIssue(issueId, articles) {
      if (next === null) {
        const changes: Changes = new Map();
        const written = writing.then(() => {
          next = null;
          return writeAll(changes);
        });
        next = { changes, written };
        writing = written.catch(() => undefined);
      }
      next.changes.set(issueId, articles);
      return next.written;
    },
    async settled() {
      await writing;
      isResting = true;
      await merge();
    },
    save: (note) => writeParts(parts, note),
  };
}

function* inGroups(changes: Changes): Generator<Changes> {
  let group: Changes = new Map();
  let passages = 0;
  for (const [issueId, articles] of changes) {
    group.set(issueId, articles);
    for (const article of articles) passages += article.passages.length;
    if (passages < GROUP) continue;
    yield group;
    group = new Map();
    passages = 0;
  }
  if (group.size > 0) yield group;
}

/** A part with nothing left in it only slows questions down. */
function isNeeded({ passages, articles }: Part): boolean {
  return passages + articles > 0;
}

/** A merged segment as far as its issues still stand in `sources`, which may have changed while it was written. */
function takingOver(segment: Segment, sources: readonly Part[]): Part {
  const whole = allOf(segment);
  const live = whole.live.slice();
  for (const [issueId, issue] of whole.issues) {
    const stands = sources.some((part) => part.live[part.issues.get(issueId) ?? -1] === 1);
    if (!stands) live[issue] = 0;
  }
  return partOf(segment, live, whole.issues);
}

const opened = new WeakMap<ReadonlySet<string>, WeakMap<Part, Uint8Array>>();

/**
 * 1 for each issue of the part that may be found; null when that is every issue it ever had. Questions bring the same
 * set again and again: what is open for it is worked out once for each part.
 */
function openIssues(part: Part, issueIds: ReadonlySet<string> | undefined): Uint8Array | null {
  if (issueIds === undefined) return part.gone.length > 0 ? part.live : null;
  const known = opened.get(issueIds) ?? new WeakMap<Part, Uint8Array>();
  opened.set(issueIds, known);
  let open = known.get(part);
  if (open === undefined) {
    open = liveAmong(part, issueIds);
    known.set(part, open);
  }
  return open;
}

function liveAmong({ live, issues }: Part, issueIds: ReadonlySet<string>): Uint8Array {
  const open = new Uint8Array(live.length);
  if (issueIds.size < issues.size) {
    for (const id of issueIds) {
      const issue = issues.get(id);
      if (issue !== undefined) open[issue] = live[issue]!;
    }
  } else for (const [id, issue] of issues) if (issueIds.has(id)) open[issue] = live[issue]!;
  return open;
}
