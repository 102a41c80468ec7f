// Turns a table of messages (nettrace-messages.txt) into a nearley grammar and the list of its fixed phrases.
//
//     1066  TCP: Connection {tcb} {timer} timer has expired
//           |phrase---------|           |phrase-----------|
//
// becomes   message -> %tcp_connection pointer name %timer_has_expired {% (d) => ({ record: 'tcp', …, tcb: d[1], timer: d[2] }) %}

/** A phrase is strong when it cannot be part of a free text: a label (`, Status = `), or what ends a text in some message. */
const STRONG = /[A-Za-z].*=|[A-Za-z]{3}.*:/;
/** What ends a text must be distinctive, or texts would be cut at every comma. */
const SHORTEST_END_OF_TEXT = 5;

/** @param {string} table the text of the table */
export function readMessages(table) {
  const kinds = new Map();
  const messages = [];
  let head = null;
  for (const [number, line] of table.split(/\r?\n/).entries()) {
    const fail = (why) => {
      throw new Error(`line ${number + 1}: ${why}: ${line}`);
    };
    const kind = /^@(\w+) (.+)$/.exec(line);
    const section = /^\[(.+)\]$/.exec(line);
    const message = /^([\d/]+) {2}(\S.*\S)$/.exec(line);
    if (line === '' || line.startsWith('#')) continue;
    else if (kind !== null) for (const field of kind[2].split(' ')) kinds.set(field, kind[1]);
    else if (section !== null) head = readHead(section[1]);
    else if (message === null) fail('neither a comment nor a section nor a message');
    else if (head === null) fail('a message outside a section');
    else
      messages.push({ ids: message[1].split('/').map(Number), constants: head, parts: readParts(message[2], kinds) });
  }
  return messages;
}

/** `tcp retransmit round how=rto`: what it becomes. */
function readHead(text) {
  const words = text.split(' ');
  const plain = words.filter((word) => !word.includes('='));
  const named = words.filter((word) => word.includes('=')).map((word) => word.split('='));
  const [record, what, step] = plain;
  return { record, ...(what && { what }), ...(step && { step }), ...Object.fromEntries(named) };
}

/** Phrases and fields in turn. A phrase loses its leading blanks (they are no tokens) and keeps one at its end. */
function readParts(template, kinds) {
  const parts = [];
  for (const piece of template.split(/(\{\w+(?::\w+)?\})/)) {
    const field = /^\{(\w+)(?::(\w+))?\}$/.exec(piece);
    if (field !== null) parts.push({ field: field[1], kind: field[2] ?? kinds.get(field[1]) ?? 'number' });
    else if (piece.trim() !== '') parts.push({ phrase: piece.trimStart() });
  }
  const last = parts.at(-1);
  if (last.phrase !== undefined) last.phrase = last.phrase.trimEnd();
  return parts;
}

/** The rules (nearley source, to be included) and the phrases (text to token kind) of a table. */
export function makeGrammar(messages) {
  const phrases = nameThePhrases(messages);
  const strong = strongPhrases(messages);
  const kindOf = (text) => phrases.get(text);
  const alternatives = messages.map((message) => {
    const symbols = message.parts.map((part) => (part.phrase === undefined ? part.kind : `%${kindOf(part.phrase)}`));
    const constants = Object.entries(message.constants).map(([name, value]) => `${name}: '${value}'`);
    const fields = message.parts.flatMap((part, i) => (part.field === undefined ? [] : [`${part.field}: d[${i}]`]));
    return {
      closed: message.parts.at(-1).kind === 'rest',
      rule: `# ${message.ids.join(', ')}\n    ${symbols.join(' ')}\n    {% (${fields.length > 0 ? 'd' : ''}) => ({ ${[...constants, ...fields].join(', ')} }) %}`,
    };
  });
  const rules = (closed) =>
    alternatives
      .filter((alternative) => alternative.closed === closed)
      .map(({ rule }) => `  ${rule}`)
      .join('\n  | ');
  const names = (wanted) =>
    [...phrases]
      .filter(([text]) => strong.has(text) === wanted)
      .map(([, name]) => `%${name}`)
      .join(' | ');
  return {
    grammar: `# Made of nettrace-messages.txt by grammar/read-messages.mjs. Do not edit.
@lexer messageLexer
message ->
  ${rules(false)}
closedMessage ->
  ${rules(true)}
weakPhrase -> ${names(false)}
strongPhrase -> ${names(true)}
`,
    phrases: [...phrases].map(([text, name]) => [text, name, strong.has(text) ? 'strong' : 'weak']),
    openings: [...new Set(messages.map((message) => message.parts[0].phrase).filter((text) => text !== undefined))],
  };
}

/** `, SndUna = ` is `sndUna_12`: what it says, and a number that makes it one of a kind. */
function nameThePhrases(messages) {
  const names = new Map();
  for (const { parts } of messages) {
    for (const { phrase } of parts) {
      if (phrase === undefined || names.has(phrase)) continue;
      const words = (phrase.match(/[A-Za-z0-9]+/g) ?? ['sign']).slice(0, 5).join('_').toLowerCase();
      names.set(phrase, `p${names.size}_${words}`);
    }
  }
  return names;
}

function strongPhrases(messages) {
  const strong = new Set();
  for (const { ids, parts } of messages) {
    for (const [i, { phrase }] of parts.entries()) {
      if (phrase === undefined) continue;
      if (STRONG.test(phrase)) strong.add(phrase);
      if (parts[i - 1]?.kind !== 'text' || i === parts.length - 1) continue;
      if (phrase.length < SHORTEST_END_OF_TEXT)
        throw new Error(`message ${ids}: "${phrase}" is too short to end a text`);
      strong.add(phrase);
    }
    if (parts.some((part, i) => part.kind === 'text' && parts[i + 1]?.field !== undefined)) {
      throw new Error(`message ${ids}: a text must end at a fixed phrase`);
    }
  }
  return strong;
}
