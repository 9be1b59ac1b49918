import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import type { Passage, PassagePart } from '../../core/bulletin.ts';
import type { IndexedArticle } from '../../core/ports.ts';
import { openIfThere, writeLargeFile } from './large-file.ts';

/** What was segmented of an issue, and a hash of the issue it was made from. */
export interface SegmentedIssue {
  id: string;
  hash: string;
  articles: IndexedArticle[];
}

/**
 * The form on disk: blocks of some issues each. A block is a head (version, length of the list, of the texts, and SHA-256
 * of both), a list as JSON that says what stands where, and the texts one after the other in UTF-16, which become strings
 * again several times faster than JSON. NOTE: little-endian, as on every machine Node runs on.
 */
const VERSION = 'WBST 001';
const HEAD = 48;
/** UTF-16 units of text after which a block is closed: it is read in some milliseconds. */
const BLOCK = 1 << 19;

/** What all texts of a file were made with (`stamp`), and a name for this writing of them (`pair`). */
export interface TextsNote {
  stamp: string;
  pair: string;
}

interface BlockList extends TextsNote {
  issues: { id: string; hash: string; articles: { number: number; passages: ListedPassage[] }[] }[];
  /** Length of each text: title and words of an article, then text, folded text and words of each of its passages. */
  lengths: number[];
}
type ListedPassage = [id: string, part: PassagePart, section: readonly string[]];

/** Replaces the file. @throws StoreError */
export async function writeSegmentedTexts(
  path: string,
  note: TextsNote,
  issues: Iterable<SegmentedIssue>,
): Promise<void> {
  await writeLargeFile(path, blocksOf(note, issues));
}

function* blocksOf(note: TextsNote, issues: Iterable<SegmentedIssue>): Generator<Uint8Array> {
  let list: BlockList = { ...note, issues: [], lengths: [] };
  let texts: string[] = [];
  let units = 0;
  const add = (text: string): void => {
    list.lengths.push(text.length);
    texts.push(text);
    units += text.length;
  };
  for (const { id, hash, articles } of issues) {
    list.issues.push({
      id,
      hash,
      articles: articles.map(({ articleNumber: number, passages }) => ({
        number,
        passages: passages.map(({ passage: { id, part, section } }) => [id, part, section]),
      })),
    });
    for (const article of articles) {
      add(article.folded);
      add(article.words);
      for (const { passage, folded, words } of article.passages) {
        add(passage.text);
        add(folded);
        add(words);
      }
    }
    if (units < BLOCK) continue;
    yield encodeBlock(list, texts);
    list = { ...note, issues: [], lengths: [] };
    texts = [];
    units = 0;
  }
  if (list.issues.length > 0) yield encodeBlock(list, texts);
}

function encodeBlock(list: BlockList, texts: readonly string[]): Uint8Array {
  const listed = Buffer.from(JSON.stringify(list));
  const written = Buffer.from(texts.join(''), 'utf16le');
  const head = Buffer.alloc(HEAD);
  head.write(VERSION, 0, 'latin1');
  head.writeUInt32LE(listed.length, 8);
  head.writeUInt32LE(written.length, 12);
  createHash('sha256').update(listed).update(written).digest().copy(head, 16);
  return Buffer.concat([head, listed, written]);
}

/**
 * The issues of the file, block by block; it ends early where a block is not as it was written, and gives nothing when
 * there is no file or it was made with something else.
 */
export async function* readSegmentedTexts(
  path: string,
  stamp: string,
): AsyncGenerator<{ pair: string; issues: SegmentedIssue[] }> {
  const file = await openIfThere(path);
  if (file === null) return;
  try {
    const { size } = await file.stat();
    for (let at = 0; at < size; ) {
      const head = await readAt(file, at, Math.min(HEAD, size - at));
      if (head.length < HEAD || head.toString('latin1', 0, 8) !== VERSION) return;
      const listLength = head.readUInt32LE(8);
      const body = await readAt(file, at + HEAD, Math.min(listLength + head.readUInt32LE(12), size - at));
      if (!createHash('sha256').update(body).digest().equals(head.subarray(16))) return;
      const list = JSON.parse(body.toString('utf8', 0, listLength)) as BlockList;
      if (list.stamp !== stamp) return;
      yield { pair: list.pair, issues: decodeBlock(list, body.subarray(listLength)) };
      at += HEAD + body.length;
    }
  } finally {
    await file.close();
  }
}

async function readAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  const { bytesRead } = await file.read(bytes, 0, length, at);
  return bytes.subarray(0, bytesRead);
}

function decodeBlock({ issues, lengths }: BlockList, texts: Buffer): SegmentedIssue[] {
  let text = 0;
  let at = 0;
  const next = (): string => {
    const from = at;
    at += 2 * lengths[text++]!;
    return texts.toString('utf16le', from, at);
  };
  return issues.map(({ id: issueId, hash, articles }) => ({
    id: issueId,
    hash,
    articles: articles.map(({ number: articleNumber, passages }) => ({
      issueId,
      articleNumber,
      folded: next(),
      words: next(),
      passages: passages.map(([id, part, section]) => {
        const passage: Passage = { id, issueId, part, articleNumber, section: [...section], text: next() };
        return { passage, folded: next(), words: next() };
      }),
    })),
  }));
}
