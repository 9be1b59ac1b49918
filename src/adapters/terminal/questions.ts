import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { Writable as Sink } from 'node:stream';
import { ConfigError } from '../../core/errors.ts';
import { setupCommand as words } from '../../core/wording.ts';

export interface Questions {
  /** The next line that is typed, or that stands in the input. @throws ConfigError when it has ended */
  ask(question: string): Promise<string>;
  /** The same without showing what is typed. */
  askSecret(question: string): Promise<string>;
  /** False when the answers come from a file or a pipe: asking again is of no use then. */
  isTerminal: boolean;
  close(): void;
}

/** Asks a person at a terminal, or reads the answers from a pipe, one a line. */
export function createQuestions(input: Readable & { isTTY?: boolean }, output: Writable): Questions {
  const isTerminal = Boolean(input.isTTY);
  let isHidden = false;
  const shown = new Sink({
    write(chunk, encoding, done) {
      if (!isHidden) output.write(chunk, encoding);
      done();
    },
  });
  const lines = createInterface({ input, output: shown, terminal: isTerminal });
  /** Typed, and not asked for yet. */
  const waiting: string[] = [];
  let next: ((line: string | null) => void) | null = null;
  let isOver = false;
  lines.on('line', (line) => {
    if (next === null) waiting.push(line);
    else {
      const take = next;
      // At once: the lines of a pipe come without a turn of the event loop in between.
      next = null;
      take(line);
    }
  });
  lines.on('close', () => {
    isOver = true;
    next?.(null);
  });

  async function ask(question: string): Promise<string> {
    output.write(question);
    const ready = waiting.shift();
    const line =
      ready ??
      (isOver
        ? null
        : await new Promise<string | null>((resolve) => {
            next = resolve;
          }));
    if (!isTerminal || isHidden) output.write('\n');
    if (line === null) throw new ConfigError(words.inputOver);
    return line;
  }

  return {
    isTerminal,
    ask,
    async askSecret(question) {
      isHidden = true;
      try {
        return await ask(question);
      } finally {
        isHidden = false;
      }
    },
    close: () => lines.close(),
  };
}
