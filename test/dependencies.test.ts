import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

interface Locked {
  version?: string;
  integrity?: string;
  resolved?: string;
  hasInstallScript?: boolean;
  link?: boolean;
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  allowScripts: Record<string, boolean>;
  dependencies: Record<string, string>;
  optionalDependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> };
const locked = Object.entries(lock.packages).filter(([path]) => path !== '');

/** `node_modules/a/node_modules/@b/c` → `@b/c`. */
const nameOf = (path: string): string =>
  path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

describe('commands', () => {
  it('take no secret as an argument: every user of the machine reads those', () => {
    const scripts = readdirSync('scripts').filter((name) => name.endsWith('.ts'));
    const options = scripts.flatMap((name) => [
      ...readFileSync(join('scripts', name), 'utf8').matchAll(/option\(\s*'(?:-\w, )?--([\w-]+)/gi),
    ]);
    expect(options.length).toBeGreaterThan(10);
    expect(options.map(([, name]) => name!).filter((name) => /key|secret|token|password/.test(name))).toEqual(
      [],
    );
  });
});

describe('dependencies', () => {
  it('that run a script when they are installed are named in allowScripts, and no others are', () => {
    const withScript = locked
      .filter(([, { hasInstallScript }]) => hasInstallScript)
      .map(([path]) => nameOf(path));
    // Come with `npm run ocr:install` and for a table of the bench, which write nothing into the lock file.
    const onDemand = ['onnxruntime-node', 'better-sqlite3'];
    expect([...new Set([...withScript, ...onDemand])].sort()).toEqual(
      Object.keys(manifest.allowScripts).sort(),
    );
  });

  it('that are not named end the installation, where npm can do that', () => {
    expect(readFileSync('.npmrc', 'utf8')).toMatch(/^strict-allow-scripts=true$/m);
  });

  it('come from the registry, as they were when they were locked', () => {
    const odd = locked.filter(
      ([, { integrity, resolved, link }]) =>
        link ||
        !integrity?.startsWith('sha512-') ||
        (resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/')),
    );
    expect(odd.map(([path]) => path)).toEqual([]);
  });

  it('have one version each, written out', () => {
    const { dependencies, optionalDependencies, devDependencies } = manifest;
    const all = Object.entries({ ...dependencies, ...optionalDependencies, ...devDependencies });
    expect(all.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  });

  it('of the program are there where it runs, without those for developing', () => {
    const runtime = new Set(Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies }));
    const sources = readdirSync('src', { recursive: true })
      .map((path) => join('src', String(path)))
      .filter((path) => /\.tsx?$/.test(path));
    const missing = sources.flatMap((path) => {
      const statements = readFileSync(path, 'utf8').matchAll(
        /^(?:import|export)\s(?!type\b)[^'"`;]*?\bfrom\s*'([^'.][^']*)'|\bimport\('([^'.][^']*)'\)/gm,
      );
      return [...statements]
        .map(([, from, dynamic]) => (from ?? dynamic)!)
        .filter(
          (name) =>
            !name.startsWith('node:') && !name.startsWith('cloudflare:') && !builtinModules.includes(name),
        )
        .map((name) =>
          name
            .split('/')
            .slice(0, name.startsWith('@') ? 2 : 1)
            .join('/'),
        )
        .filter((name) => !runtime.has(name))
        .map((name) => `${path} → ${name}`);
    });
    // Installed on demand (`npm run ocr:install`), or brought by pdfjs-dist where it can be; looked for, not relied on.
    const optional = / → (?:@gutenye\/ocr-node|@napi-rs\/canvas)$/;
    expect(missing.filter((one) => !optional.test(one))).toEqual([]);
  });
});
