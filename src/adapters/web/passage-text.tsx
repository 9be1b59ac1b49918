import type { Passage } from '../../core/bulletin.ts';
import type { Piece } from './passage-pieces.ts';

/** Paragraphs with an anchor at each passage. */
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
    <span class="passage" id={piece.begins ? piece.passage : undefined} data-passage={piece.passage}>
      {piece.text}
    </span>
  );
}

/** A Markdown table; the line under the head tells nothing that is shown. */
function Table({ piece }: { piece: Piece }) {
  const rows = piece.text.split('\n').map(cellsOf);
  const [head = [], rule, ...rest] = rows;
  const hasHead = rule?.every((cell) => /^:?-+:?$/.test(cell)) ?? false;
  const body = hasHead ? rest : rows;
  return (
    <div class="table">
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
    </div>
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
