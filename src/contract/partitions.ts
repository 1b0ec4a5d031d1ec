import { StringShape } from './shape';
import { Cel, cel } from '../print/cel';
import { Cue, cue } from '../print/cue';

/** The id of a partition. */
export const PARTITION: StringShape = { kind: 'string', pattern: '^aws(-[a-z]+)*$', meaning: 'an AWS partition such as aws or aws-cn' };

/** A partition of AWS: regions with ARNs, domains and accounts of their own. */
export interface Partition {
  /** What the second part of its ARNs says. */
  readonly id: string;
  /** What its regions begin with, and those of no other partition; the partition `aws` has the rest. */
  readonly prefix: string;
  /** The domain of its endpoints. */
  readonly domain: string;
  /** The regions known when this version was made. AWS adds some. */
  readonly regions: readonly string[];
}

const AWS: Partition = {
  id: 'aws',
  prefix: '',
  domain: 'amazonaws.com',
  regions: [
    'af-south-1', 'ap-east-1', 'ap-east-2', 'ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-south-1', 'ap-south-2',
    'ap-southeast-1', 'ap-southeast-2', 'ap-southeast-3', 'ap-southeast-4', 'ap-southeast-5', 'ap-southeast-6', 'ap-southeast-7',
    'ca-central-1', 'ca-west-1', 'eu-central-1', 'eu-central-2', 'eu-north-1', 'eu-south-1', 'eu-south-2', 'eu-west-1', 'eu-west-2',
    'eu-west-3', 'il-central-1', 'me-central-1', 'me-south-1', 'me-west-1', 'mx-central-1', 'sa-east-1', 'sa-west-1', 'us-east-1',
    'us-east-2', 'us-west-1', 'us-west-2',
  ],
};

const OTHERS: readonly Partition[] = [
  { id: 'aws-cn', prefix: 'cn-', domain: 'amazonaws.com.cn', regions: ['cn-north-1', 'cn-northwest-1'] },
  { id: 'aws-us-gov', prefix: 'us-gov-', domain: 'amazonaws.com', regions: ['us-gov-east-1', 'us-gov-west-1'] },
  { id: 'aws-eusc', prefix: 'eusc-', domain: 'amazonaws.eu', regions: ['eusc-de-east-1'] },
  { id: 'aws-iso', prefix: 'us-iso-', domain: 'c2s.ic.gov', regions: ['us-iso-east-1', 'us-iso-west-1'] },
  { id: 'aws-iso-b', prefix: 'us-isob-', domain: 'sc2s.sgov.gov', regions: ['us-isob-east-1', 'us-isob-west-1'] },
  { id: 'aws-iso-e', prefix: 'eu-isoe-', domain: 'cloud.adc-e.uk', regions: ['eu-isoe-west-1'] },
  { id: 'aws-iso-f', prefix: 'us-isof-', domain: 'csp.hci.ic.gov', regions: ['us-isof-east-1', 'us-isof-south-1'] },
];

/**
 * All partitions, as AWS publishes them with its SDKs. A test compares them with the SDK for JavaScript.
 * @see https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
 */
export const PARTITIONS: readonly Partition[] = [AWS, ...OTHERS];

/** The partition of a region. */
export function partitionOf(region: string): Partition {
  return OTHERS.find(({ prefix }) => region.startsWith(prefix)) ?? AWS;
}

/** Whether a region may be in a partition: nothing is known of a region that this version does not know, in a partition that it does not know. */
export function mayBeIn(id: string, region: string): boolean {
  return partitionOf(region).id === id || !PARTITIONS.some((partition) => partition.id === id || partition.regions.includes(region));
}

/** The domain of a partition's endpoints, by its id. */
export function domainOf(id: string): string {
  return (PARTITIONS.find((partition) => partition.id === id) ?? AWS).domain;
}

/** The domain of a region's endpoints, in CEL. */
export function celDomain(region: Cel): Cel {
  return celOf(region, ({ domain }) => domain);
}

/** What the ARNs of KMS keys of a region begin with. */
export function keyArnStart(region: string): string {
  return `arn:${partitionOf(region).id}:kms:${region}:`;
}

/** The same in CEL. */
export function celKeyArnStart(region: Cel): Cel {
  return cel`"arn:" + (${celPartition(region)}) + ":kms:" + ${region} + ":"`;
}

/** The id of a region's partition, in CEL. */
export function celPartition(region: Cel): Cel {
  return celOf(region, ({ id }) => id);
}

/** The same in CUE. */
export function cuePartition(region: Cue): Cue {
  const others = OTHERS.map(({ prefix, id }) => cue`if strings.HasPrefix(${region}, ${prefix}) {${id}}, `);
  return new Cue(`[${others.map(({ text }) => text).join('')}${cue`${AWS.id}`.text}][0]`);
}

function celOf(region: Cel, what: (partition: Partition) => string): Cel {
  return OTHERS.filter((partition) => what(partition) !== what(AWS))
    .reduceRight((rest, partition) => cel`${region}.startsWith(${partition.prefix}) ? ${what(partition)} : ${rest}`, cel`${what(AWS)}`);
}
