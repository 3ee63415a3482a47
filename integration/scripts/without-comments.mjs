import ts from 'typescript';

/** A comment that somebody reads who is no person. */
const INSTRUCTION = /@vite-ignore|#__PURE__|@license/;

/** Where the comments of a program begin and end. */
function commentsOf(code) {
  const source = ts.createSourceFile('file.js', code, ts.ScriptTarget.ESNext, true, ts.ScriptKind.JS);
  const found = new Map();
  const visit = (node) => {
    for (const { pos, end } of ts.getLeadingCommentRanges(code, node.getFullStart()) ?? [])
      found.set(pos, end);
    for (const child of node.getChildren(source)) if (child.kind !== ts.SyntaxKind.JSDoc) visit(child);
  };
  visit(source);
  return [...found].sort(([a], [b]) => a - b);
}

/** The same program without its comments, and without the lines that held nothing else. */
export function withoutComments(code) {
  let kept = '';
  let at = 0;
  for (const [pos, end] of commentsOf(code)) {
    if (INSTRUCTION.test(code.slice(pos, end))) continue;
    const line = code.lastIndexOf('\n', pos - 1) + 1;
    const isAlone = code.slice(line, pos).trim() === '';
    kept += code.slice(at, isAlone ? line : pos);
    at = isAlone && code[end] === '\n' ? end + 1 : end;
  }
  return kept + code.slice(at);
}
