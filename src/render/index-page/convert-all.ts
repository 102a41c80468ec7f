/**
 * Converts all binary traces of a folder; PowerShell, because `pktmon` takes one at a time. The text is called `PktMon.etl.txt`:
 * in a collection of TSS the name `PktMon.txt` is taken by a list of components, which must not be overwritten.
 */
export const CONVERT_ALL =
  'Get-ChildItem -Recurse *PktMon*.etl | ForEach-Object { pktmon etl2txt $_.FullName -o ($_.FullName + ".txt") }';
