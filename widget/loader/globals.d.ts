/** The content of a stylesheet, for constructing it. */
declare module '*.css' {
  const rules: string;
  export default rules;
}

/** Set by the build: changes whenever the window's part of the loader does. */
declare const WINDOW_VERSION: string;
