/** Draws docs/images/chain-light.svg and chain-dark.svg, the picture of the README, from the boxes and arrows below. */

interface Box {
  readonly at: readonly [x: number, y: number];
  readonly title: string;
  readonly lines: readonly string[];
  /** Whose it is: each program has a colour. */
  readonly of: keyof typeof COLOURS;
}

interface Theme { readonly page: string; readonly text: string; readonly quiet: string; readonly panel: string; readonly line: string }

const THEMES = {
  light: { page: '#ffffff', text: '#1f2328', quiet: '#57606a', panel: '#f6f8fa', line: '#8c959f' },
  dark: { page: '#0d1117', text: '#f0f6fc', quiet: '#9da7b3', panel: '#161b22', line: '#6e7681' },
} as const satisfies Record<string, Theme>;

const COLOURS = { ours: '#1a7f5a', kubevela: '#2f6fdb', kro: '#8250df', ack: '#c4610a', aws: '#c4610a', guard: '#cf222e' } as const;

const [WIDTH, HEIGHT, BOX_WIDTH, BOX_HEIGHT] = [1000, 430, 200, 76];

const PANELS: ReadonlyArray<readonly [x: number, width: number, title: string]> = [
  [16, 232, 'Your repository'], [272, 464, 'Kubernetes cluster'], [760, 224, 'AWS'],
];

const BOXES: readonly Box[] = [
  { at: [32, 70], title: 'TypeScript, Python, Go', lines: ['DynamoDbApplication', 'DynamoDbTable'], of: 'ours' },
  { at: [32, 180], title: 'or plain YAML', lines: ['validated by the same', 'rules: validate'], of: 'ours' },
  { at: [32, 320], title: 'Platform, once', lines: ['DynamoDbKroComponent', 'with your defaults'], of: 'ours' },
  { at: [288, 70], title: 'Application', lines: ['KubeVela renders', 'the DynamoDBTable'], of: 'kubevela' },
  { at: [288, 180], title: 'DynamoDBTable', lines: ['kro: one API for tables,', 'status in AWS words'], of: 'kro' },
  { at: [288, 320], title: 'Policies and roles', lines: ['invalid changes and lossy', 'deletions are rejected'], of: 'guard' },
  { at: [520, 70], title: 'Secret', lines: ['name, region, ARN', 'for the workload'], of: 'kro' },
  { at: [520, 180], title: 'Table, Backup', lines: ['ACK calls AWS', 'until it is as declared'], of: 'ack' },
  { at: [772, 180], title: 'DynamoDB table', lines: ['indexes, stream, TTL,', 'replicas, backups'], of: 'aws' },
];

/** Arrows from and to points, each a list of corners. */
const ARROWS: ReadonlyArray<ReadonlyArray<readonly [x: number, y: number]>> = [
  [[232, 108], [288, 108]],
  [[232, 218], [288, 218]],
  [[232, 358], [288, 358]],
  [[388, 146], [388, 180]],
  [[488, 200], [504, 200], [504, 108], [520, 108]],
  [[488, 218], [520, 218]],
  [[720, 218], [772, 218]],
  [[388, 320], [388, 256]],
];

const LABELS: ReadonlyArray<readonly [x: number, y: number, text: string]> = [
  [260, 98, 'synth'], [260, 208, 'apply'], [260, 348, 'apply'], [430, 292, 'guards'], [746, 208, 'API'],
];

export function picture(name: keyof typeof THEMES): string {
  const theme: Theme = THEMES[name];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="title" font-family="system-ui, -apple-system, Segoe UI, Helvetica, Arial, sans-serif">`,
    '<!-- Drawn by scripts/picture.ts. Do not edit. -->',
    '<title id="title">A table declared in TypeScript, Python, Go or YAML becomes a DynamoDBTable in the cluster, and kro and ACK make it in AWS</title>',
    `<defs><marker id="head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0 0 10 5 0 10z" fill="${theme.line}"/></marker></defs>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="${theme.page}"/>`,
    ...PANELS.map(([x, width, title]) => [
      `<rect x="${x}" y="16" width="${width}" height="${HEIGHT - 32}" rx="12" fill="${theme.panel}"/>`,
      text([x + width / 2, 44], title, theme.text, { size: 16, weight: 600 }),
    ].join('\n')),
    ...ARROWS.map((corners) => `<path d="M${corners.map((corner) => corner.join(' ')).join(' L')}" fill="none" stroke="${theme.line}" stroke-width="2" marker-end="url(#head)"/>`),
    ...LABELS.map(([x, y, label]) => text([x, y], label, theme.quiet, { size: 12 })),
    ...BOXES.map((box) => drawBox(box, theme)),
    '</svg>',
    '',
  ].join('\n');
}

function drawBox({ at: [x, y], title, lines, of }: Box, theme: Theme): string {
  return [
    `<rect x="${x}" y="${y}" width="${BOX_WIDTH}" height="${BOX_HEIGHT}" rx="8" fill="${theme.page}" stroke="${COLOURS[of]}" stroke-width="2"/>`,
    text([x + BOX_WIDTH / 2, y + 24], title, theme.text, { size: 14, weight: 600 }),
    ...lines.map((line, i) => text([x + BOX_WIDTH / 2, y + 44 + i * 17], line, theme.quiet, { size: 13 })),
  ].join('\n');
}

interface Font {
  readonly size: number;
  readonly weight?: number;
}

function text([x, y]: readonly [number, number], content: string, fill: string, { size, weight = 400 }: Font): string {
  return `<text x="${x}" y="${y}" text-anchor="middle" font-size="${size}" font-weight="${weight}" fill="${fill}">${content}</text>`;
}
