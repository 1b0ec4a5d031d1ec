import { Plan } from './plan';
import { printMarkdown } from './print-markdown';
import { printText } from './print-text';

export { foreignFormat } from './faults';
export { planFiles } from './folders';
export { notManifests, notWhole } from './not-manifests';
export { hasPlatform } from './platform-defaults';
export { allowable, isRejected, losesData } from './summary';

/** The plan as text, as Markdown, or as data. */
export function print(plan: Plan, format: string, allowed: ReadonlySet<string>): string {
  switch (format) {
    case 'markdown': return printMarkdown(plan, allowed);
    case 'json': return JSON.stringify(plan, undefined, 2);
    default: return printText(plan, allowed);
  }
}
