// Outlives the run, however that ends (SIGKILL too, upon which nobody else could clean up), and kills what is left of it.
// Standard input tells, a line each: +PID, a process group is there; -PID, it has ended. The end of it is the end of the run.
const groups = new Set();
require('node:readline').createInterface({ input: process.stdin })
  .on('line', (line) => (line.startsWith('+') ? groups.add(Number(line.slice(1))) : groups.delete(Number(line.slice(1)))))
  .on('close', () => groups.forEach((group) => {
    try {
      process.kill(-group, 'SIGKILL');
    } catch {
      // It ended in the meantime.
    }
  }));
