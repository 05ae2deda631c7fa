/** The tokens serve the dashboard as well; each stylesheet of the widget gets those it uses, and no other. */

const DECLARATION = /(--[\w-]+):[^;}]*;?/g;

/** A sheet without the tokens that nothing in it, or in what comes after it, uses. */
export function withoutUnused(css, after = '') {
  const kept = css.replace(DECLARATION, (declaration, name) =>
    isUsed(name, css + after) ? declaration : '',
  );
  return kept === css ? css : withoutUnused(kept, after);
}

/** A part's sheet, with those that the opening's sheet does not have already. */
export function withTokens(css, tokens, opening) {
  const used = withoutUnused(tokens, css);
  const missing = used.replace(DECLARATION, (declaration, name) =>
    opening.includes(`${name}:`) ? '' : declaration,
  );
  return missing.replace(/[^{}]+\{[^{}]*\}/g, (rule) => (rule.includes('--') ? rule : '')) + css;
}

const isUsed = (name, css) => css.includes(`var(${name})`) || css.includes(`var(${name},`);
