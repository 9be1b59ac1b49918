import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createProgress } from '../../../src/adapters/terminal/progress.ts';

/** A stream that keeps what is written to it, as a terminal of 80 columns or as a file. */
function sink(isTTY: boolean) {
  const written: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      written.push(String(chunk));
      done();
    },
  });
  const terminal = {
    isTTY,
    columns: 80,
    cursorTo: () => true,
    clearLine: () => true,
    moveCursor: () => true,
  };
  return {
    stream: Object.assign(stream, terminal) as unknown as NodeJS.WriteStream,
    text: () => written.join(''),
  };
}

describe('createProgress()', () => {
  it('draws a bar for a person', () => {
    const { stream, text } = sink(true);
    const progress = createProgress('导入', stream);
    progress.update(0, 10);
    progress.update(4, 10);
    progress.stop();
    expect(text()).toMatch(/导入.*\/10/);
  });

  it('writes no control characters to a file, and nothing about work that is soon done', () => {
    const { stream, text } = sink(false);
    const progress = createProgress('导入', stream);
    for (let i = 0; i <= 10; i++) progress.update(i, 10);
    progress.above(() => stream.write('一行\n'));
    progress.stop();
    expect(text()).toBe('一行\n');
  });

  it('stop() before the first update is nothing', () => {
    const { stream, text } = sink(true);
    createProgress('导入', stream).stop();
    expect(text()).not.toContain('导入');
  });
});
