/** The log of the calls that AWS got. */
import { closeSync, existsSync, openSync, readSync } from 'node:fs';

export interface Call {
  readonly time: string;
  readonly operation: string;
  readonly table?: string;
  readonly reads: boolean;
  readonly status: number;
  readonly message?: string;
  /** What was asked. */
  readonly body: any;
}

/** Reads a log that grows, and of it only what has come since the last question: a long run has a hundred thousand lines. */
export class CallLog {
  private readonly all: Call[] = [];
  private readonly byTable = new Map<string, Call[]>();
  private readonly decoder = new TextDecoder();
  private readonly buffer = Buffer.alloc(1024 * 1024);
  private position = 0;
  private begun = '';

  public constructor(private readonly file: string) {}

  public calls(): readonly Call[] {
    this.readOn();
    return this.all;
  }

  public callsTo(table: string): readonly Call[] {
    this.readOn();
    return this.byTable.get(table) ?? [];
  }

  private readOn(): void {
    if (!existsSync(this.file)) {
      return;
    }
    const file = openSync(this.file, 'r');
    try {
      for (let read: number; (read = readSync(file, this.buffer, 0, this.buffer.length, this.position)) > 0; this.position += read) {
        const lines = (this.begun + this.decoder.decode(this.buffer.subarray(0, read), { stream: true })).split('\n');
        // The last one may not be written to its end yet.
        this.begun = lines.pop()!;
        lines.filter(Boolean).forEach((line) => this.add(JSON.parse(line)));
      }
    } finally {
      closeSync(file);
    }
  }

  private add(call: Call): void {
    this.all.push(call);
    if (call.table !== undefined) {
      const known = this.byTable.get(call.table);
      known ? known.push(call) : this.byTable.set(call.table, [call]);
    }
  }
}
