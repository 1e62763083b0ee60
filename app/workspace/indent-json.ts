// Breaks JSON text into indented lines without reading its values, so that numbers and escapes stay as they were sent.

/** @param json valid JSON without blanks around its signs, as the package writes it. */
export function indentJson(json: string): string {
  let depth = 0;
  const newLine = (): string => '\n' + '  '.repeat(depth);
  // Strings first, so that signs inside them are no signs; then empty containers, which stay on one line.
  return json.replace(/"(?:[^"\\]|\\.)*"|\{\}|\[\]|[{}[\],:]/g, (token) => {
    if (token === ',') return ',' + newLine();
    if (token === ':') return ': ';
    if (token === '{' || token === '[') {
      depth++;
      return token + newLine();
    }
    if (token === '}' || token === ']') {
      depth--;
      return newLine() + token;
    }
    return token;
  });
}
