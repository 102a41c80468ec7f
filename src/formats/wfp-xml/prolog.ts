const DECLARATION = /^\s*<\?xml[^>]{0,400}\?>/;
const COMMENT = /^\s*<!--[^>]{0,400}-->/;
const DOCUMENT_TYPE = /^<!DOCTYPE\s+([\w.-]{1,80})/i;

/**
 * The first characters of an XML file from its root element on. A document type, which no file of Windows has, stands for
 * the root that it names: so the file is known, and its reader can say what is wrong with it.
 */
export function fromRoot(head: string): string {
  const text = head.replace(DECLARATION, '').replace(COMMENT, '').trimStart();
  const named = DOCUMENT_TYPE.exec(text)?.[1];
  return named === undefined ? text : `<${named}>`;
}
