type Node = { type: string } & Record<string, unknown>;
interface PathNode {
  original: string;
  parts: string[];
  depth: number;
  data: boolean;
}

/**
 * Walks a template with sample data beside it and lists the paths that no sample has. A list stands for all of its
 * entries, so several reports together show every branch. Block parameters and `../` are not used by our templates.
 */
export function missingPaths(
  template: unknown,
  partials: Readonly<Record<string, unknown>>,
  samples: readonly unknown[],
): string[] {
  const missing: string[] = [];
  walk(template as Node, samples);
  return missing;

  function walk(node: Node, contexts: readonly unknown[]): void {
    switch (node.type) {
      case 'Program':
        for (const statement of node['body'] as Node[]) walk(statement, contexts);
        return;
      case 'MustacheStatement':
        look(node['path'] as PathNode, contexts);
        return;
      case 'PartialStatement': {
        const name = (node['name'] as PathNode).original;
        const inside = look((node['params'] as PathNode[])[0], contexts);
        if (inside.length > 0) walk(partials[name] as Node, inside);
        return;
      }
      case 'BlockStatement': {
        const found = look((node['params'] as PathNode[])[0], contexts);
        const isEach = (node['path'] as PathNode).original === 'each';
        const inside = isEach ? found.flatMap((list) => list as unknown[]) : contexts;
        if (inside.length > 0) walk(node['program'] as Node, inside);
        if (node['inverse']) walk(node['inverse'] as Node, contexts);
        return;
      }
      default:
        if (node.type !== 'ContentStatement') throw new Error(`not handled: ${node.type}`);
    }
  }

  /** Values of a path in the contexts that can have it: below a null there is nothing to find. */
  function look(path: PathNode | undefined, contexts: readonly unknown[]): unknown[] {
    if (path === undefined) throw new Error('a block or partial without an argument');
    if (path.depth > 0 || path.data) throw new Error(`not handled: ${path.original}`);
    let values = [...contexts];
    for (const part of path.parts) {
      const objects = values.filter((value) => value !== null);
      if (objects.some((value) => typeof value !== 'object' || !(part in (value as object)))) {
        missing.push(path.original);
        return [];
      }
      values = objects.map((value) => (value as Record<string, unknown>)[part]);
    }
    return values.filter((value) => value !== null);
  }
}
