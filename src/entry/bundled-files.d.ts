declare module '*.wasm' {
  const module: WebAssembly.Module;
  export default module;
}

declare module '*.bcmap' {
  const bytes: ArrayBuffer;
  export default bytes;
}
