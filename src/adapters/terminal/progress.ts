import { clearLine, cursorTo } from 'node:readline';
import { SingleBar } from 'cli-progress';
import { commands } from '../../core/wording.ts';

/** How far a long piece of work is, on stderr: a bar where a person looks on, a plain line every 2 s otherwise. */
export interface Progress {
  update(done: number, total: number): void;
  /** Lets `print` write whole lines without the bar in their way. */
  above(print: () => void): void;
  stop(): void;
}

const LINE_EVERY_MS = 2_000;

export function createProgress(label: string, stream: NodeJS.WriteStream = process.stderr): Progress {
  return stream.isTTY ? createBar(label, stream) : createLines(label, stream);
}

function createBar(label: string, stream: NodeJS.WriteStream): Progress {
  const bar = new SingleBar({
    stream,
    format: commands.progressBar(label),
    barsize: 24,
    hideCursor: true,
    clearOnComplete: true,
    etaBuffer: 50,
  });
  let startedAt = 0;
  const rate = (done: number): string => ((done * 1_000) / Math.max(1, Date.now() - startedAt)).toFixed(1);
  return {
    update(done, total) {
      if (startedAt === 0) {
        startedAt = Date.now();
        bar.start(total, done, { rate: '0' });
      }
      bar.setTotal(total);
      bar.update(done, { rate: rate(done) });
    },
    above(print) {
      clearLine(stream, 0);
      cursorTo(stream, 0);
      print();
    },
    stop: () => bar.stop(),
  };
}

function createLines(label: string, stream: NodeJS.WriteStream): Progress {
  let lastLineAt = Date.now();
  return {
    update(done, total) {
      if (Date.now() - lastLineAt < LINE_EVERY_MS) return;
      lastLineAt = Date.now();
      stream.write(`${commands.progressLine(label, done, total)}\n`);
    },
    above: (print) => print(),
    stop: () => undefined,
  };
}
