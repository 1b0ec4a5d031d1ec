/** Types that a table is read from, what belongs to it, and what may hold others. */
const WANTED = /DynamoDB|SimpleTable|ScalableTarget|ScalingPlan|Fn::ForEach|Fn::Transform|AWS::CloudFormation::Stack|AWS::Serverless::Application|::MODULE|AWS::ServiceCatalog|Custom::|CustomResource/;

export function isWanted(type: string): boolean {
  return WANTED.test(type);
}

/** Whether something may be used elsewhere by an alias. */
export function hasAnchor(text: string): boolean {
  return /(?:^|[\s[{,])&\w/.test(text);
}

/** Below this size a template is parsed as it is. */
const SMALL = 100_000;

/** A large template of CloudFormation in YAML, taken apart. */
export interface TemplateParts {
  /** The template without its resources. */
  readonly rest: string;
  /** Each resource that a table may be read from. */
  readonly resources: readonly string[];
  /** The ids of the others. */
  readonly others: readonly string[];
}

/**
 * Takes a large template apart, since parsing all of it at once takes most of the time: what resources of other types have in
 * them says nothing of tables. Undefined for a text that is small, or laid out otherwise.
 */
export function takeTemplateApart(text: string): TemplateParts | undefined {
  const start = text.length < SMALL ? -1 : text.search(/^Resources:[ \t]*\r?$/m);
  if (start < 0 || hasAnchor(text)) {
    return undefined;
  }
  const from = text.indexOf('\n', start) + 1;
  const end = text.slice(from).search(/^[^\s#]/m);
  const to = end < 0 ? text.length : from + end;
  const [, indent] = /^([ ]+)[^\s#]/m.exec(text.slice(from, to)) ?? [];
  if (indent === undefined) {
    return undefined;
  }
  const blocks = text.slice(from, to).split(new RegExp(`^(?=${indent}[^\\s#-])`, 'm')).filter((block) => block.trim() !== '');
  const resources: string[] = [];
  const others: string[] = [];
  for (const block of blocks) {
    const [, id] = /^[ ]+([A-Za-z0-9]+):[ \t]*\r?\n/.exec(block) ?? [];
    id === undefined || WANTED.test(block) ? resources.push(block) : others.push(id);
  }
  return { rest: text.slice(0, start) + text.slice(to), resources, others };
}
