import { readFileSync } from 'node:fs';

type Compile = new (bytes: Uint8Array) => WebAssembly.Module;

/** What a Worker imports: the module, compiled and not started. */
export function jiebaModule(): WebAssembly.Module {
  const { Module } = (globalThis as unknown as { WebAssembly: { Module: Compile } }).WebAssembly;
  return new Module(readFileSync('node_modules/jieba-wasm/pkg/web/jieba_rs_wasm_bg.wasm'));
}
