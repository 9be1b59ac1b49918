import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { readJsonLines } from '../../../src/adapters/stores/json-lines.ts';
import { StoreError } from '../../../src/core/errors.ts';
import { temporaryFolder } from '../../contracts/temporary-folder.ts';

const schema = z.object({ id: z.string(), n: z.number().default(0) });
const read = (text: string) => {
  const file = join(temporaryFolder(), 'lines.jsonl');
  writeFileSync(file, text);
  return readJsonLines(file, schema, (_, line) => `line ${line}`);
};

it('readJsonLines() gives a value a line as the schema has it, blank lines passed over', async () => {
  expect(await read('{"id":"甲"}\r\n\n  \n{"id":"b","n":2,"more":true}')).toEqual([
    { id: '甲', n: 0 },
    { id: 'b', n: 2 },
  ]);
  expect(await read('')).toEqual([]);
});

it.each(['{"id":"a"}\n\n{"id":7}', '{"id":"a"}\n\nundefined', '{"id":"a"}\n\n{"id":"b"'])(
  'readJsonLines() names the line that does not fit in %j',
  async (text) => {
    await expect(read(text)).rejects.toThrow(new StoreError('line 3'));
  },
);

it('readJsonLines() names a file that is not there', async () => {
  await expect(readJsonLines('/nowhere/lines.jsonl', schema, String)).rejects.toThrow(/nowhere/);
});
