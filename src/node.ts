/** The door in Node: that of the browser, and taxonomies from a folder. */
export { loadTaxonomy } from './files/load-taxonomy.ts'
export * from './index.ts'
