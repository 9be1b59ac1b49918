export interface Hit {
  /** Number of the part. */
  part: number;
  passage: number;
  score: number;
}

/** The best passages seen so far: a heap with the worst of them on top. */
export class TopPassages {
  private readonly scores: Float64Array;
  private readonly parts: Uint32Array;
  private readonly passages: Uint32Array;
  private size = 0;

  constructor(limit: number) {
    this.scores = new Float64Array(limit);
    this.parts = new Uint32Array(limit);
    this.passages = new Uint32Array(limit);
  }

  /** A score must be above this to get in. */
  get threshold(): number {
    return this.size < this.scores.length ? 0 : this.scores[0]!;
  }

  /** `score` is above the threshold. */
  offer(score: number, part: number, passage: number): void {
    if (this.size < this.scores.length) this.rise(this.size++, score, part, passage);
    else this.sink(score, part, passage);
  }

  /** Best first; of equal scores the one that was offered from the earlier place. */
  best(): Hit[] {
    return Array.from({ length: this.size }, (_, i) => ({
      part: this.parts[i]!,
      passage: this.passages[i]!,
      score: this.scores[i]!,
    })).sort((a, b) => b.score - a.score || a.part - b.part || a.passage - b.passage);
  }

  private rise(from: number, score: number, part: number, passage: number): void {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.scores[parent]! <= score) break;
      this.move(parent, at);
      at = parent;
    }
    this.put(at, score, part, passage);
  }

  private sink(score: number, part: number, passage: number): void {
    let at = 0;
    for (;;) {
      let child = at * 2 + 1;
      if (child >= this.size) break;
      if (child + 1 < this.size && this.scores[child + 1]! < this.scores[child]!) child++;
      if (this.scores[child]! >= score) break;
      this.move(child, at);
      at = child;
    }
    this.put(at, score, part, passage);
  }

  private move(from: number, to: number): void {
    this.put(to, this.scores[from]!, this.parts[from]!, this.passages[from]!);
  }

  private put(at: number, score: number, part: number, passage: number): void {
    this.scores[at] = score;
    this.parts[at] = part;
    this.passages[at] = passage;
  }
}
