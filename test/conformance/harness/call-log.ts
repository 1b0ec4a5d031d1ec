/** The log of the calls that AWS got. */
import { GrowingLog } from './growing-log';

export interface Call {
  readonly time: string;
  readonly operation: string;
  readonly table?: string;
  readonly reads: boolean;
  readonly status: number;
  /** The SDK sent the call once more, as the answer was lost on the way: it got the first answer again, and nothing was done. */
  readonly again: boolean;
  readonly message?: string;
  /** What was asked. */
  readonly body: any;
}

/** The calls, each once, and those to a table without a look at all others. */
export class CallLog {
  private readonly log: GrowingLog<Call>;
  private readonly byTable = new Map<string, Call[]>();
  private sorted = 0;

  public constructor(file: string) {
    this.log = new GrowingLog(file, ({ again }) => !again);
  }

  public calls(): readonly Call[] {
    return this.log.entries();
  }

  public callsTo(table: string): readonly Call[] {
    const calls = this.calls();
    for (; this.sorted < calls.length; this.sorted++) {
      this.add(calls[this.sorted]);
    }
    return this.byTable.get(table) ?? [];
  }

  private add(call: Call): void {
    if (call.table !== undefined) {
      const known = this.byTable.get(call.table);
      known ? known.push(call) : this.byTable.set(call.table, [call]);
    }
  }
}
