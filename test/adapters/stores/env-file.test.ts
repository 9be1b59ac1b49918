import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readEnvFile } from '../../../src/adapters/stores/env-file.ts';
import { ConfigError, StoreError } from '../../../src/core/errors.ts';
import { temporaryFolder } from '../../contracts/temporary-folder.ts';

function read(content: string | Uint8Array): Record<string, string> {
  const path = join(temporaryFolder(), '.env');
  writeFileSync(path, content);
  return readEnvFile(path);
}

describe('readEnvFile()', () => {
  it('takes the mark of an editor for no part of the first name', () => {
    expect(read('\uFEFFPORT=1\r\nHOST=::1\r\n')).toEqual({ PORT: '1', HOST: '::1' });
  });

  it('lets comments, empty lines, quotes and values over lines be', () => {
    const text = '# 说明 A="\n\n  # 又\nA="一\n二"\nexport B = 3 # 三\nC=\'x\ny "\'\nD=it\'s\nE=';
    expect(read(text)).toEqual({ A: '一\n二', B: '3', C: 'x\ny "', D: "it's", E: '' });
    expect(read('')).toEqual({});
  });

  it.each([
    ['a colon', 'PORT：8787\nHOST=::1\n', '1'],
    ['a wide sign', 'HOST=::1\nPORT＝8787', '2'],
    ['no sign', '# 说明\n\nA="一\n二"\nPORT 8787\n随手写的\n', '5、6'],
  ])('names a line with %s, which sets nothing, and not what it says', (_, text, lines) => {
    const reading = (): unknown => read(text);
    expect(reading).toThrow(ConfigError);
    expect(reading).toThrow(`.env 第 ${lines} 行`);
    expect(reading).not.toThrow('8787');
  });

  it('says why it cannot read', () => {
    expect(() => read(new Uint8Array([0xff, 0xfe, 0x50, 0x00]))).toThrow(/UTF-8/);
    const folder = join(temporaryFolder(), '.env');
    mkdirSync(folder);
    expect(() => readEnvFile(folder)).toThrow(StoreError);
    expect(() => readEnvFile(folder)).toThrow('文件夹');
  });
});
