/** What alarms and dashboards are rendered with, loaded when it is needed. */
export function render(): typeof import('./render') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('./render');
}
