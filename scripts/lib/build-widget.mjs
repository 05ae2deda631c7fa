// Run by the project's own Node: builds the widget into the folder given.
import { build } from '../../widget/build.mjs';

await build({ outDir: process.argv[2], mode: 'production' });
