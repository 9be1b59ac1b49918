import type { Line } from '../ports.ts';

/** A document of so few lines, one of them this long, has lost its line breaks. */
const fewLines = 3;
const longLine = 120;

/**
 * Text that came without any line break is cut where wide spaces are left of them: between the parts of the masthead,
 * the title and the text.
 */
export function cutUnbroken(lines: readonly Line[]): readonly Line[] {
  const filled = lines.filter((line) => line.text.trim() !== '');
  const unbroken =
    filled.length <= fewLines && filled.some((line) => line.text.length > longLine && !line.cells);
  if (!unbroken) return lines;
  return lines.flatMap((line) => {
    if (line.cells || line.bold) return [line];
    return line.text.split(/\s{2,}|[\u3000\t]+/u).map((text) => ({ ...line, text }));
  });
}
