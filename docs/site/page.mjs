// The whole page, from the description and the problems.

import { askerOf, callSection } from './calls.mjs';
import { groupsOf } from './groups.mjs';
import { head } from './head.mjs';
import { html, prose } from './html.mjs';
import { menu } from './menu.mjs';
import { objectSections } from './objects.mjs';
import { problemSection } from './problem-tables.mjs';
import { Schemas } from './schemas.mjs';

export function page(description, problems, files) {
  const schemas = new Schemas(description.components.schemas);
  const groups = groupsOf(description);
  const beginning = [introduction(description), who(description), problemSection(problems, schemas)];
  const sections = groups.map((group) => groupSection(group, schemas));
  // What they link to is known only now.
  const objects = objectSections(schemas);
  const about = 'Every call of the ChatDesk API, with what it takes, what it answers and what can go wrong.';
  return String(html`${head(`${description.info.title} API`, about, files)}
  <body>
    <a class="skip" href="#main">Skip to the calls</a>
    <header class="bar">
      <span class="brand">${description.info.title} API</span>
      <button type="button" popovertarget="menu">All calls</button>
    </header>
    ${menu(description, groups, objects)}
    <main id="main" tabindex="-1">
      ${beginning}
      ${sections}
      <section class="group" id="objects">
        <h2>Objects</h2>
        <p class="about">What answers are made of.</p>
        ${objects.map(({ section }) => section)}
      </section>
    </main>
  </body>
</html>
`);
}

const groupSection = ({ name, id, description, topics }, schemas) => html`
  <section class="group" id="${id}">
    <h2>${name}</h2>
    <p class="about">${prose(description)}</p>
    ${topics.map(
      (topic) => html`
      <section class="topic">
        <h3${!topic.name && html` class="unseen"`}>${topic.name ?? 'Calls'}</h3>
        ${topic.calls.map((call) => callSection(call, schemas))}
      </section>`,
    )}
  </section>`;

const introduction = ({ info }) => html`
  <section id="introduction" class="group">
    <h1>${info.title} API</h1>
    <p class="about">${prose(info.description)}</p>
    <p class="about">The same for programs: <a href="/api/openapi.json">openapi.json</a> (OpenAPI 3.1, version ${info.version}).</p>
  </section>`;

const who = (description) => html`
  <section id="who" class="group">
    <h2>Who may ask</h2>
    <p class="about">Each call says who may ask. What is not theirs is answered as if it were not there.</p>
    <dl class="askers">
      <dt>Anyone</dt><dd>Nothing needs to be sent along.</dd>
      ${schemesOf(description).map(
        ([name, scheme]) => html`
        <dt>${askerOf({ security: [{ [name]: [] }] })}</dt>
        <dd>${prose(scheme.description)} ${howOf(scheme)}</dd>`,
      )}
    </dl>
  </section>`;

/** As the tags go: a scheme stands where its first call does. */
function schemesOf(description) {
  const order = groupsOf(description).flatMap(({ topics }) => topics.flatMap(({ calls }) => calls));
  const first = (name) => order.findIndex(({ operation }) => operation.security?.some((way) => name in way));
  return Object.entries(description.components.securitySchemes).sort(([a], [b]) => first(a) - first(b));
}

const howOf = (scheme) =>
  scheme.type === 'apiKey'
    ? html`Sent as the ${scheme.in} <code>${scheme.name}</code>.`
    : html`Sent as <code>Authorization: Bearer …</code>.`;
