# The lines that the converter writes first, provider MSNT_SystemTrace, always English (builds 19042 to 26200).
# [00]2C10.1A84::2026-05-30 09:00:00.333000100 [MSNT_SystemTrace] Event: Header, BufferSize: 16777216, …, EventsLost: 0, …

@preprocessor typescript
@lexer headerLexer

line -> (%cpu %ids):? (%date | %netshDate):? %time %provider %metadata:? pair (%separator pair):*
  {% ([, date, time, , , first, more]) =>
    Object.assign({ record: 'trace-header', date: date && date[0], time }, first, ...more.map((d: object[]) => d[1])) %}

pair ->
    %word %colon %value:? {% () => ({}) %}
  | %build %colon %value {% ([, , build]) => ({ build }) %}
  | %processors %colon %value {% ([, , processors]) => ({ processors }) %}
  | %startTime %colon %value {% ([, , startTime]) => ({ startTime }) %}
  | %endTime %colon %value {% ([, , endTime]) => ({ endTime }) %}
  | %eventsLost %colon %value {% ([, , eventsLost]) => ({ eventsLost }) %}
  | %buffersLost %colon %value {% ([, , buffersLost]) => ({ buffersLost }) %}
  | %maximumFileSize %colon %value {% ([, , maximumFileSize]) => ({ maximumFileSize }) %}
  | %logFileMode %colon %value {% ([, , logFileMode]) => ({ logFileMode }) %}
