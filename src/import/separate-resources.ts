import { readInsightsMode } from './api-table';
import { regionOf } from './aws-cli';
import { assign, Draft } from './draft';
import { Limit, LIMITS } from './limits';
import { Part } from './part';

/** What is a resource of its own to the AWS provider of Terraform, and so to Crossplane's, which is made from it. */

export function readContributorInsights(part: Part, draft: Draft): void {
  if (part.name('indexName') === undefined) {
    draft.spec.contributorInsights = true;
    readInsightsMode(part, 'mode');
  } else {
    part.report({ ...LIMITS.indexInsights, what: `${LIMITS.indexInsights.what}, ${part.name('indexName')}` }, 'indexName');
  }
}

/** What a replica has of its own. Tags of the provider are only among all. */
export function reportReplica(part: Part, region: string): void {
  const limit = (name: string): Limit => ({ ...LIMITS.replicaSettings, what: `${name} of replica ${region}` });
  part.ignore('tagsAll').limit('tags', limit('tags')) || part.limit('tagsAll', limit('tags'));
  ['pointInTimeRecovery', 'deletionProtectionEnabled'].forEach((name) => part.flag(name) && part.report(limit(name), name));
}

export function readResourcePolicy(part: Part, draft: Draft): void {
  const arn = part.name('resourceArn') ?? '';
  const region = regionOf(arn);
  if (arn.includes('/stream/')) {
    part.ignoreAll().report(LIMITS.streamPolicy, 'resourceArn');
  } else if (region !== undefined && draft.spec.region !== undefined && region !== draft.spec.region) {
    part.ignoreAll().report({ ...LIMITS.replicaSettings, what: `resource policy of replica ${region}` });
  } else {
    assign(draft, { resourcePolicy: part.json('policy') });
  }
}
