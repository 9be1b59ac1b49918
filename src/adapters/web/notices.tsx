import type { Issue } from '../../core/bulletin.ts';
import { passageUrl } from '../../core/links.ts';
import type { LostPassage } from '../../core/lost-passage.ts';
import { pages } from '../../core/wording.ts';

/** What a reader must know before quoting from this issue. */
export function Notices({ issue }: { issue: Issue }) {
  const notices = [
    issue.version > 1 ? pages.corrected(issue.version) : null,
    issue.source.unproofed ? pages.unproofed : null,
  ].filter((notice) => notice !== null);
  return (
    <>
      {notices.map((notice) => (
        <p class="notice" role="note">
          {notice}
        </p>
      ))}
    </>
  );
}

/** Tells someone who followed a link to a passage what became of it. */
export function LostPassageNotice({ lost }: { lost: LostPassage | 'unknown' | null }) {
  if (lost === null) return null;
  if (lost === 'unknown') {
    return (
      <p class="notice" role="note">
        {pages.passageUnknown}
      </p>
    );
  }
  const { was, now, version } = lost;
  return (
    <div class="notice" role="note">
      <p>{pages.passageCorrected(version)}</p>
      <blockquote>
        <del>{was.text}</del>
      </blockquote>
      <p>
        {now ? (
          <a href={passageUrl('', now.issueId, now.articleNumber, now.id)}>{pages.passageNow}</a>
        ) : (
          pages.passageGone
        )}
      </p>
    </div>
  );
}
