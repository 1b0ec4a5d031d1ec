import { spawnSync } from 'node:child_process';

/** A Chromium of this machine; installed by apt where it is missing and we may. */
export function findChromium() {
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  const find = () => names.map((name) => spawnSync('which', [name], { encoding: 'utf8' }).stdout.trim()).find(Boolean);
  const found = process.env.CHROMIUM ?? find();
  if (found !== undefined || process.getuid?.() !== 0 || spawnSync('which', ['apt-get']).status !== 0) {
    return found;
  }
  console.log('Chromium is missing. Installing it by apt-get.');
  spawnSync('apt-get', ['update'], { stdio: 'ignore', timeout: 60_000 });
  spawnSync('apt-get', ['install', '--yes', '--no-install-recommends', 'chromium'], { stdio: 'ignore', timeout: 240_000, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  return find();
}
