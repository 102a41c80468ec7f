export { renderCollection } from '../terminal/render-collection.js';
export { renderIndexJson } from './render-index-json.js';
export { renderIndexPage } from './render-index-page.js';
