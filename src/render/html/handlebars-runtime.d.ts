/**
 * The runtime has the types of Handlebars without its compiler. Its own declaration names the module without the
 * extension, which Node does not find from an ES module.
 */
declare module 'handlebars/runtime.js' {
  import type Handlebars from 'handlebars';
  const runtime: typeof Handlebars;
  export default runtime;
}
