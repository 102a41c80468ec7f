import { categories } from './category.js';
import { allDropLocations } from './drop-location.js';
import { allDropReasons } from './drop-reason.js';
import { locationEntry, reasonEntry } from './explain-drop.js';
import type { Entry } from './explain-entry.js';
import { socketEntry, statusEntry, tcpipEntry } from './explain-error.js';
import { categoryEntry, referenceEntry, wfpEntries } from './explain-reference.js';
import { lazy } from '../base/lazy.js';
import { allNtStatuses } from './ntstatus.js';
import { allTcpipReasons } from './tcpip-reason.js';
import { allTcpipReferences } from './tcpip-reference.js';
import { allWfpRecords } from './wfp-reference.js';
import { allSocketErrors } from './winsock.js';

/** Every record of every table, ready to be searched. */
export const tableEntries = lazy((): readonly Entry[] => [
  ...allDropReasons().map(reasonEntry),
  ...allDropLocations().map(locationEntry),
  ...allTcpipReasons().map(tcpipEntry),
  ...allNtStatuses().map(statusEntry),
  ...allSocketErrors().map(socketEntry),
  ...categories.map(categoryEntry),
  ...allTcpipReferences().map(referenceEntry),
  ...allWfpRecords().flatMap(wfpEntries),
]);
