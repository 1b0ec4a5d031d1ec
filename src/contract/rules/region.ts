import { Finding, Rule } from './rule';
import { didYouMean } from '../violation';

/** The regions known when this version was made. AWS adds some: an unknown one is a warning, no error. */
const REGIONS = [
  'af-south-1', 'ap-east-1', 'ap-east-2', 'ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-south-1', 'ap-south-2',
  'ap-southeast-1', 'ap-southeast-2', 'ap-southeast-3', 'ap-southeast-4', 'ap-southeast-5', 'ap-southeast-6', 'ap-southeast-7',
  'ca-central-1', 'ca-west-1', 'cn-north-1', 'cn-northwest-1', 'eu-central-1', 'eu-central-2', 'eu-north-1', 'eu-south-1',
  'eu-south-2', 'eu-west-1', 'eu-west-2', 'eu-west-3', 'il-central-1', 'me-central-1', 'me-south-1', 'mx-central-1', 'sa-east-1',
  'us-east-1', 'us-east-2', 'us-gov-east-1', 'us-gov-west-1', 'us-west-1', 'us-west-2',
];

export const REGION_RULES: readonly Rule[] = [
  {
    code: 'UnknownRegion',
    severity: 'warning',
    statement: 'A region is one that AWS has.',
    source: 'https://docs.aws.amazon.com/general/latest/gr/ddb.html',
    check: ({ region, replicas = [] }) => [
      ...unknown('region', region),
      ...replicas.flatMap(({ regionName }, i) => unknown(`replicas[${i}].regionName`, regionName)),
    ],
  },
];

function unknown(property: string, value: string | undefined): Finding[] {
  return value === undefined || value === '' || REGIONS.includes(value) ? [] : [{
    property, value, problem: 'is no region that this version knows', fix: `See whether it is spelt right.${didYouMean(value, REGIONS)}`,
  }];
}
