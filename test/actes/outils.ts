import { spawnSync } from 'node:child_process';

/** Whether a program of the machine can be called: outside checks run where it can. */
export const installed = (program: string): boolean => spawnSync(program, ['--version']).error === undefined;
