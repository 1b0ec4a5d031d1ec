import { ResourceGraphDefinitionSpecSchemaAdditionalPrinterColumns as PrinterColumn } from '../../imports/kro.run';
import { FIELDS } from '../contract/fields';
import { Column, Field } from '../contract/shape';
import { KRO_STATUS, STATUS } from '../contract/status';

/** What `kubectl get dynamodbtables` shows: the state of each table first, then what it is, and its age. */
export function printerColumns(): PrinterColumn[] {
  const all = [
    ...[...KRO_STATUS, ...STATUS].flatMap(({ name, column }) => columns(`.status.${name}`, column)),
    ...FIELDS.flatMap(({ name, column, shape }) => columns(`.spec.${name}`, column, shape)),
  ];
  return [
    ...all.filter(({ priority }) => priority === 0),
    { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
    ...all.filter(({ priority }) => priority === 1),
  ];
}

function columns(jsonPath: string, column?: Column, shape?: Field['shape']): PrinterColumn[] {
  return column ? [{ name: column.title, type: shape?.kind ?? 'string', jsonPath, priority: column.wide ? 1 : 0 }] : [];
}
