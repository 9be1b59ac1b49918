import type { RecognisedText, TextRecogniser } from '../../core/ports.ts';

/** What is used of @gutenye/ocr-node, which the default installation does not have (335 MB). */
interface PaddleOcr {
  /** Takes whatever sharp opens: a path or the bytes of a picture. */
  detect(picture: unknown): Promise<{ text: string; box: [number, number][] }[]>;
}

/**
 * Text recognition with the PP-OCRv4 Chinese models, on this machine; null where it is not installed
 * (`npm run ocr:install`). The models are loaded with the first picture and stay in memory.
 */
export async function loadPaddleRecogniser(): Promise<TextRecogniser | null> {
  // Held in a variable, so that neither the compiler nor a bundler looks for the package.
  const name = '@gutenye/ocr-node';
  const installed = await import(name).catch(() => null);
  if (installed === null) return null;
  const { default: Ocr } = installed as { default: { create(): Promise<PaddleOcr> } };
  let models: Promise<PaddleOcr> | null = null;
  return {
    async recognise(picture) {
      models ??= Ocr.create();
      const found = await (await models).detect(Buffer.from(picture));
      return found.map(toRecognised).filter(({ text }) => text.trim() !== '');
    },
  };
}

function toRecognised({ text, box }: { text: string; box: [number, number][] }): RecognisedText {
  const across = box.map(([x]) => x);
  const down = box.map(([, y]) => y);
  return {
    text,
    left: Math.min(...across),
    right: Math.max(...across),
    top: Math.min(...down),
    bottom: Math.max(...down),
  };
}
