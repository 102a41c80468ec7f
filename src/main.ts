#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';
import { processSurroundings } from './cli/process-surroundings.js';
import { run } from './cli/run.js';

// V8 lets the heap grow to a multiple of what is alive before it looks for garbage: memory for nothing with a long log.
setFlagsFromString('--heap-growing-percent=30');
// The space for new objects would grow eightfold while modules are loaded, and stay so: events live too short to need that.
setFlagsFromString('--semi-space-growth-factor=1');
process.exitCode = await run(process.argv.slice(2), processSurroundings());
