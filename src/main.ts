#!/usr/bin/env node
import { processSurroundings } from './cli/process-surroundings.js';
import { run } from './cli/run.js';

process.exitCode = await run(process.argv.slice(2), processSurroundings());
