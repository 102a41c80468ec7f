import Handlebars from 'handlebars/runtime.js';
import { pageTemplate, partialTemplates } from '../../generated/templates.js';
import type { PageView } from './view.js';

/** Runs the precompiled templates. A path that the view does not have is an error, never an empty place. */
export function renderPage(view: PageView): string {
  return runTemplates(pageTemplate, partialTemplates, view);
}

/** The same for any page and its partials. */
export function runTemplates<View>(page: unknown, partials: Readonly<Record<string, unknown>>, view: View): string {
  const environment = Handlebars.create();
  requireArguments(environment);
  for (const [name, source] of Object.entries(partials)) {
    environment.registerPartial(name, environment.template(precompiled(source)));
  }
  return environment.template<View>(precompiled(page))(view);
}

/** `strict` does not look at the arguments of block helpers: an absent key would be silently empty there. */
function requireArguments(environment: typeof Handlebars): void {
  for (const name of ['if', 'unless', 'each', 'with']) {
    const original = environment.helpers[name];
    if (original === undefined) throw new Error(`Handlebars has no helper ${name}`);
    environment.unregisterHelper(name);
    environment.registerHelper(name, function (this: unknown, value: unknown, options: unknown) {
      if (value === undefined) throw new Error(`a template asks {{#${name}}} for a path the view does not have`);
      return original.call(this, value, options as Handlebars.HelperOptions);
    });
  }
}

/** The one marked cast: the generated module cannot name the type of what the compiler of Handlebars wrote. */
function precompiled(source: unknown): TemplateSpecification {
  return source as TemplateSpecification;
}
