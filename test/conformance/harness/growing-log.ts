import { closeSync, existsSync, openSync, readSync } from 'node:fs';

/** A log of JSON lines that grows. Of it only what has come since the last question is read: a long run has a hundred thousand lines. */
export class GrowingLog<T> {
  private readonly all: T[] = [];
  private readonly decoder = new TextDecoder();
  private readonly buffer = Buffer.alloc(1024 * 1024);
  private position = 0;
  private begun = '';

  /** `counts`: the entries that are of interest, all when left out. */
  public constructor(private readonly file: string, private readonly counts: (entry: T) => boolean = () => true) {}

  public entries(): readonly T[] {
    if (existsSync(this.file)) {
      this.readOn();
    }
    return this.all;
  }

  private readOn(): void {
    const file = openSync(this.file, 'r');
    try {
      for (let read: number; (read = readSync(file, this.buffer, 0, this.buffer.length, this.position)) > 0; this.position += read) {
        const lines = (this.begun + this.decoder.decode(this.buffer.subarray(0, read), { stream: true })).split('\n');
        // The last one may not be written to its end yet.
        this.begun = lines.pop()!;
        this.all.push(...lines.filter(Boolean).map((line): T => JSON.parse(line)).filter(this.counts));
      }
    } finally {
      closeSync(file);
    }
  }
}
