// schemathesis, which asks the API everything, in the versions that tests/fuzz/requirements.txt names: in a Python
// environment of its own under .tools/, so that nothing is installed on the machine but, if need be, Python.

import { rmSync } from 'node:fs';
import { installPackages } from './apt.mjs';
import { withNetwork } from './network.mjs';
import { at } from './paths.mjs';
import { isExecutable, run, which } from './processes.mjs';
import { digest, unlessDone } from './stamps.mjs';
import { Stop } from './stop.mjs';

const requirements = 'tests/fuzz/requirements.txt';
const folder = at('.tools/schemathesis');

/** Where it is, once it is provided. */
export const schemathesis = `${folder}/bin/schemathesis`;

const names = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python'];
const isEnough = 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))';

/** Installs it if need be; returns a note for the step. */
export async function provideSchemathesis(say) {
  const python = (await findPython()) ?? (await installPython(say));
  if (!python) {
    throw new Stop(
      'No Python 3.11 or newer with `venv` was found, and none could be installed.\nInstall one (Debian and Ubuntu: `sudo apt-get install python3-venv`; macOS: `brew install python`) and run the same command again.',
    );
  }
  const version = await run(python, ['--version']);
  const stamp = `${folder}.stamp`;
  if (!isExecutable(schemathesis)) rmSync(stamp, { force: true });
  return unlessDone(stamp, digest([requirements], python, version), () => install(python, say));
}

async function install(python, say) {
  say('installing');
  rmSync(folder, { recursive: true, force: true });
  await run(python, ['-m', 'venv', folder], { onLine: say });
  const quick = [
    '--disable-pip-version-check',
    '--no-input',
    '--only-binary=:all:',
    '--retries=2',
    '--timeout=15',
  ];
  const args = ['-m', 'pip', 'install', ...quick, '--requirement', at(requirements)];
  await withNetwork('schemathesis', () => run(`${folder}/bin/python`, args, { onLine: say }));
}

async function findPython() {
  for (const file of names.map(which).filter(Boolean)) {
    if (
      await run(file, ['-c', isEnough]).then(
        () => true,
        () => false,
      )
    )
      return file;
  }
  return undefined;
}

async function installPython(say) {
  await installPackages(['python3', 'python3-venv'], say);
  return findPython();
}
