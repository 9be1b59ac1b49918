import type { Passage } from '../../core/bulletin.ts';
import { pages } from '../../core/wording.ts';
import type { Piece } from './passage-pieces.ts';
import { Wide } from './wide.tsx';

/** Paragraphs with an anchor where each passage begins and a link to it where it ends. */
export function Paragraphs({ paragraphs }: { paragraphs: readonly Piece[][] }) {
  return (
    <>
      {paragraphs.map((pieces) => {
        const [first] = pieces;
        if (first?.text.startsWith('|')) return <Table piece={first} />;
        return (
          <p>
            {pieces.map((piece) => (
              <PieceOfText piece={piece} />
            ))}
          </p>
        );
      })}
    </>
  );
}

function PieceOfText({ piece }: { piece: Piece }) {
  if (piece.passage === null) return <>{piece.text}</>;
  return (
    <>
      <span class="passage" id={piece.begins ? piece.passage : undefined} data-passage={piece.passage}>
        {piece.text}
      </span>
      {piece.ends ? <CiteLink passage={piece.passage} /> : null}
    </>
  );
}

/** Leads to the address of a passage. Its sign is drawn by the style sheet, so that copied text stays as printed. */
function CiteLink({ passage }: { passage: string }) {
  return (
    <a class="cite-link no-print" href={`#${passage}`} title={pages.citePassage}>
      <span class="visually-hidden">{pages.citePassage}</span>
    </a>
  );
}

/** What the script puts under a cited passage. Without the script nothing of it is shown. */
export function PassageTools() {
  return (
    <template id="passage-tools">
      <span class="passage-tools no-print">
        <button type="button" data-copy>
          {pages.copyCitation}
        </button>
        <span role="status" data-copied={pages.copied} data-copy-failed={pages.copyFailed} />
      </span>
    </template>
  );
}

/** A Markdown table; the line under the head tells nothing that is shown. */
function Table({ piece }: { piece: Piece }) {
  const rows = piece.text.split('\n').map(cellsOf);
  const [head = [], rule, ...rest] = rows;
  const hasHead = rule?.every((cell) => /^:?-+:?$/.test(cell)) ?? false;
  const body = hasHead ? rest : rows;
  return (
    <Wide>
      <table
        class="passage"
        id={piece.begins ? (piece.passage ?? undefined) : undefined}
        data-passage={piece.passage ?? undefined}
      >
        {hasHead ? (
          <thead>
            <tr>
              {head.map((cell) => (
                <th scope="col">{cell}</th>
              ))}
            </tr>
          </thead>
        ) : null}
        <tbody>
          {body.map((cells) => (
            <tr>
              {cells.map((cell) => (
                <td>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {piece.passage ? <CiteLink passage={piece.passage} /> : null}
    </Wide>
  );
}

const cellsOf = (row: string): string[] =>
  row
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));

/**
 * Rules that mark every piece of a passage when its first piece is the target of the address: a passage of several
 * paragraphs is several elements, and without a script `:target` reaches only the one with the id.
 */
export function targetRules(passages: readonly Passage[]): string {
  return passages
    .filter((passage) => passage.text.includes('\n') && !passage.text.startsWith('|'))
    .map(
      ({ id }) =>
        `body:has(#${id}:target) [data-passage=${id}]{background:var(--mark);box-shadow:0 0 0 .18em var(--mark)}`,
    )
    .join('\n');
}
