/** What stands in `scripts/install`, tried as far as that goes without Docker and without being the system's manager. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { validate } from 'dockerfile-utils';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { configKeys } from '../../src/config.ts';
import { temporaryFolder } from '../contracts/temporary-folder.ts';

const dockerfile = readFileSync('scripts/install/Dockerfile', 'utf8');
const unit = readFileSync('scripts/install/wenbao.service', 'utf8');
const compose = parse(readFileSync('scripts/install/compose.yaml', 'utf8'));
const { bot } = compose.services;

/** Instructions of the last stage, continued lines joined. */
const instructions = dockerfile
  .replace(/\\\n\s*/g, '')
  .split('\n')
  .filter((line) => /^[A-Z]+ /.test(line))
  .map((line) => ({ name: line.slice(0, line.indexOf(' ')), rest: line.slice(line.indexOf(' ') + 1) }));
const stages = instructions.filter(({ name }) => name === 'FROM');
const last = instructions.slice(instructions.lastIndexOf(stages.at(-1)!));
const only = (name: string): string => last.findLast((one) => one.name === name)!.rest;

/** Folders of the packages that `npm ci --omit=dev` installs, as far as they are for this machine. */
function packagesToRun(): string[] {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, { dev?: true; devOptional?: true }>;
  };
  return Object.entries(packages)
    .filter(
      ([path, { dev, devOptional }]) =>
        /^node_modules\/(?:@[^/]+\/)?[^/]+$/.test(path) && !dev && !devOptional,
    )
    .map(([path]) => path)
    .filter((path) => existsSync(path));
}

describe('Dockerfile', () => {
  it('is sound', () => {
    expect(validate(dockerfile).map(({ message, range }) => `${range.start.line + 1}: ${message}`)).toEqual(
      [],
    );
  });

  it('builds in one stage and runs in another, as nobody in particular', () => {
    expect(stages.length).toBe(2);
    expect(only('USER')).toBe('node');
    for (const { rest } of stages) expect(rest).toMatch(/^node:\d+\.\d+\.\d+-[\w-]+(?: AS \w+)?$/);
    expect(dockerfile).not.toMatch(/\b(?:SECRET|TOKEN|KEY|ADD|curl|latest)\b/);
  });

  it('takes with it what the program needs, and the program runs on that alone', {
    timeout: 60_000,
  }, async () => {
    const root = temporaryFolder();
    const image = join(root, 'app');
    mkdirSync(image);
    for (const { rest } of last.filter((one) => one.name === 'COPY' && !one.rest.startsWith('--from'))) {
      const paths = rest.split(' ');
      const target = paths.pop()!;
      for (const path of paths)
        cpSync(path, join(image, target === './' ? path : target), { recursive: true });
    }
    execFileSync('cp', ['-a', '--parents', ...packagesToRun(), image]);
    execFileSync('chmod', ['-R', 'a-w', image]);
    onTestFinished(() => void execFileSync('chmod', ['-R', 'u+w', image]));
    const [data, temporary] = [temporaryFolder(), temporaryFolder()];
    // All of them are this user's only as yet.
    for (const folder of [root, data, temporary]) chmodSync(folder, 0o777);

    const given = Object.fromEntries(
      only('ENV')
        .split(/\s+/)
        .map((pair) => pair.split('=')),
    );
    expect(
      Object.keys(given).filter(
        (key) => !/^(?:NODE_ENV|npm_config_\w+)$/.test(key) && !configKeys.includes(key as never),
      ),
    ).toEqual([]);
    const port = String(20_000 + (process.pid % 20_000));
    const env = { ...given, PATH: process.env.PATH, DATA_DIR: data, PORT: port, TMPDIR: temporary };
    const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const run = (command: string[]): ChildProcess => {
      const child = spawn(process.execPath, command.slice(1), { cwd: image, env, stdio: 'ignore', ...user });
      onTestFinished(() => void child.kill('SIGKILL'));
      return child;
    };
    const ended = (child: ChildProcess): Promise<number | null> =>
      new Promise((resolve) => child.once('exit', resolve));
    const healthy = JSON.parse(only('HEALTHCHECK').replace(/^.*CMD /, '')) as string[];
    expect(await ended(run(healthy))).toBe(1);
    const child = run(JSON.parse(only('CMD')) as string[]);
    await expect.poll(() => ended(run(healthy)), { timeout: 30_000, interval: 300 }).toBe(0);
    const backup = join(temporary, 'backup.tar.gz');
    expect(await ended(run(['node', '--import', 'tsx', 'scripts/backup.ts', backup]))).toBe(0);
    expect(existsSync(backup)).toBe(true);
    const stopped = ended(child);
    child.kill('SIGTERM');
    expect(await stopped).toBe(0);
    expect(existsSync(join(data, 'state'))).toBe(true);
  });

  it('is given nothing but that: no data, no secrets', () => {
    const ignored = readFileSync('.dockerignore', 'utf8').trim().split('\n');
    expect(ignored[0]).toBe('*');
    const let_in = ignored.slice(1).map((line) => line.replace(/^!/, ''));
    expect(let_in.filter((path) => !existsSync(path))).toEqual([]);
    expect(let_in.filter((path) => /^\.|^data$|state/.test(path))).toEqual([]);
  });
});

describe('compose.yaml', () => {
  it('names files that exist and variables the program knows', () => {
    const folder = 'scripts/install';
    expect(existsSync(join(folder, bot.build.context, bot.build.dockerfile))).toBe(true);
    expect(resolve(folder, bot.env_file)).toBe(resolve('.env'));
    expect(Object.keys(bot.environment).filter((key) => !configKeys.includes(key as never))).toEqual([]);
    expect(bot.volumes.map((volume: string) => volume.split(':')[0])).toEqual(Object.keys(compose.volumes));
  });

  it('lets the program do nothing it need not do', () => {
    expect(bot).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      ports: ['127.0.0.1:8787:8787'],
      restart: 'unless-stopped',
    });
    expect(JSON.stringify(bot)).not.toMatch(/SECRET|TOKEN|KEY|privileged":true/);
  });
});

describe('wenbao.service', () => {
  const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0;

  it('starts what the container starts', () => {
    const command = JSON.parse(only('CMD')) as string[];
    expect(/^ExecStart=(.*)$/m.exec(unit)![1]).toBe(`/usr/bin/env ${command.join(' ')}`);
    expect(unit).not.toMatch(/^Environment=.*(?:SECRET|TOKEN|KEY)/m);
  });

  it.runIf(hasSystemd)('is sound and shut, as systemd judges it', () => {
    const path = 'scripts/install/wenbao.service';
    // It speaks of a user who is not on this machine, and of nothing else.
    expect(spawnSync('systemd-analyze', ['verify', path], { encoding: 'utf8' }).stderr.trim()).toBe('');
    const judged = spawnSync('systemd-analyze', ['security', '--offline=true', '--threshold=20', path]);
    expect(judged.status).toBe(0);
  });
});
