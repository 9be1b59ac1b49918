import type { Issue } from '../../core/bulletin.ts';
import { pages } from '../../core/wording.ts';

/** What a reader must know before quoting from this issue. */
export function Notices({ issue }: { issue: Issue }) {
  const notices = [
    issue.status === 'withdrawn' ? pages.withdrawn : null,
    issue.status === 'published' && issue.version > 1 ? pages.corrected(issue.version) : null,
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
