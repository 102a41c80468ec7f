#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';
import { processSurroundings } from './cli/process-surroundings.js';
import { run } from './cli/run.js';

// V8 lets the heap grow to a multiple of what is alive before it looks for garbage: memory for nothing with a long log.
setFlagsFromString('--heap-growing-percent=30');
process.exitCode = await run(process.argv.slice(2), processSurroundings());
