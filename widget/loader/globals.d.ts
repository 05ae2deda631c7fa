/** The content of a stylesheet, for constructing it. */
declare module '*.css' {
  const rules: string;
  export default rules;
}

/** Set by the build: where the parts of the loader are that come later. */
declare const FOLDER: string;

/** Set by the build: which one this is, by all that is in it. */
declare const VERSION: string;
