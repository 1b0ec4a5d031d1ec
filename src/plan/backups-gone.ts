import { whatGoes } from './going';
import { backupsGone, lossesOf, planOf } from './outcome';
import { Pair } from './pair';
import { TablePlan } from './plan';
import { DeclaredTable, EffectiveSpec } from './planned-table';
import { BACKUP_OF_ACK } from '../contract/names';

/** The kind of backups goes with every Backup of kro, whatever becomes of the table: those with deletionPolicy delete go from AWS. */
export function withBackupsGone(
  table: TablePlan | undefined, { was, is }: Pair, goingOf: ReturnType<typeof whatGoes>, effective: (table: DeclaredTable) => EffectiveSpec,
): TablePlan | undefined {
  if (was === undefined || was.declaration.spec.backups === undefined) {
    return table;
  }
  const going = goingOf({ kinds: [BACKUP_OF_ACK], namespace: was.held.namespace });
  const changes = going === undefined ? [] : backupsGone(effective(was)).filter(({ risk, subject }) => risk === 'data-loss' && !table?.losses.some(({ kind, name }) => kind === 'backup' && name === subject));
  if (going === undefined || changes.length === 0) {
    return table;
  }
  const known = table ?? planOf(is ?? was, { action: 'change', summary: 'The table stays as it is.' });
  return {
    ...known,
    summary: `${known.summary} Its backups with deletionPolicy delete are deleted. ${going.reason}`,
    changes: [...known.changes, ...changes],
    losses: [...known.losses, ...lossesOf(changes)],
    calls: [...known.calls, ...changes.flatMap(({ calls }) => calls)],
  };
}
