import type { FakeMessage } from './world.ts';

interface Piece {
  tag?: string;
  text?: { content?: string };
  name?: string;
  default_value?: string;
  initial_date?: string;
  selected_values?: string[];
  form_action_type?: string;
  behaviors?: { type: string; value?: object }[];
  elements?: Piece[];
  columns?: Piece[];
}

function* piecesOf(elements: Piece[], form: Piece | null): Generator<{ piece: Piece; form: Piece | null }> {
  for (const piece of elements) {
    yield { piece, form };
    yield* piecesOf(
      [...(piece.elements ?? []), ...(piece.columns ?? [])],
      piece.tag === 'form' ? piece : form,
    );
  }
}

const elementsOf = (card: unknown): Piece[] =>
  (card as { body?: { elements?: Piece[] } }).body?.elements ?? [];

/** What the client sends when the button with this text is pressed, with `filled` in the fields of its form. */
export function press(card: FakeMessage, text: string, filled: Record<string, unknown> = {}): object {
  const all = [...piecesOf(elementsOf(card.content), null)];
  const found = all.find(({ piece }) => piece.tag === 'button' && piece.text?.content === text);
  if (!found) throw new Error(`There is no button 「${text}」 on: ${JSON.stringify(card.content)}`);
  const { piece, form } = found;
  if (!form) {
    return { tag: 'button', value: piece.behaviors?.find(({ type }) => type === 'callback')?.value };
  }
  const fields = [...piecesOf(form.elements ?? [], form)].flatMap(({ piece: field }) =>
    field.name && field.tag !== 'button'
      ? [[field.name, field.default_value ?? field.initial_date ?? field.selected_values ?? ''] as const]
      : [],
  );
  return {
    tag: 'button',
    name: piece.name,
    form_value: { ...Object.fromEntries(fields), ...filled },
  };
}
