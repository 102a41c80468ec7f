/** Enhances the index, which is complete without it: finding, sorting, copying, opening what a link points to. */
import { enhanceCopying } from '../enhance/copy.js';
import { enhanceFilters } from '../enhance/filter.js';
import { enhanceLinks } from '../enhance/links.js';
import { enhanceSorting } from '../enhance/sort.js';

enhanceCopying(document);
enhanceSorting(document);
enhanceFilters(document);
enhanceLinks(document);
