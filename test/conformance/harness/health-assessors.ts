/** What the code of kstatus, Flux and Argo CD says of objects. */
import { Chart, Testing } from 'cdk8s';
import { must } from './run-command';
import { connection } from './suite';
import { DynamoDbKroComponent } from '../../../src';

export interface Verdict {
  readonly status: string;
  readonly message: string;
}

export interface Verdicts {
  /** kstatus alone. */
  readonly kstatus: Verdict;
  /** kstatus with the health checks that the library gives Flux. */
  readonly flux: Verdict;
  /** Argo CD with the health checks that the library gives it. */
  readonly argoCd: Verdict;
}

export async function assess(object: unknown, apiGroup?: string): Promise<Verdicts> {
  const component = new DynamoDbKroComponent(new Chart(Testing.app(), 'chart'), 'dynamodb', { apiGroup });
  const ask = async (program: 'argo-cd' | 'flux', args: string[], input: object): Promise<Verdict> =>
    JSON.parse(await must(connection.programs[program]!, args, { input: JSON.stringify({ objects: [object], ...input }) }))[0];
  const [kstatus, flux, argoCd] = await Promise.all([
    ask('argo-cd', ['kstatus'], {}),
    ask('flux', [], { healthChecks: component.fluxHealthChecks() }),
    ask('argo-cd', ['health'], { settings: component.argoCdHealthChecks() }),
  ]);
  return { kstatus, flux, argoCd };
}
