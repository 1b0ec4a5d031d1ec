/** The log of the calls that AWS got. */
import { GrowingLog } from './growing-log';

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

/** The calls, and those to a table without a look at all others. */
export class CallLog {
  private readonly log: GrowingLog<Call>;
  private readonly byTable = new Map<string, Call[]>();
  private sorted = 0;

  public constructor(file: string) {
    this.log = new GrowingLog(file);
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
