"""What exists on the server: ids, keys and cursors, by who may ask for them and by what they are called."""

from zlib import crc32

from people import PEOPLE, scheme_of

MOST = 40
learned = {}


def collection_of(path):
    """`/api/conversations/{id}/messages` → `messages`"""
    words = [word for word in path.split("/") if word and not word.startswith("{")]
    return words[-1] if words else ""


def plural(name):
    return name + "s"


# What is learned.


def learn(scheme, path, answer):
    """`{"items": [{"id": …}]}`, `{"conversation": {"id": …}}` or `{"id": …}`."""
    if not isinstance(answer, dict):
        return
    kind = collection_of(path)
    for item in [answer, *(answer.get("items") or [])]:
        keep(scheme, kind, item)
    for name, value in answer.items():
        keep(scheme, plural(name), value)
    if isinstance(answer.get("next_cursor"), str):
        add(scheme, "cursor", answer["next_cursor"])


def keep(scheme, kind, value):
    if isinstance(value, dict) and isinstance(value.get("id"), str):
        add(scheme, kind, value["id"])


def add(scheme, kind, value):
    values = learned.setdefault(scheme, {}).setdefault(kind, [])
    if value not in values:
        values.append(value)
        del values[:-MOST]


def forget(scheme):
    learned.pop(scheme, None)


# What is fed in. Which one, and whether at all, hangs on the value it takes the place of: so it is the same again when a
# case is tried again.


def feed(case):
    if case.meta is None:
        return
    negated = {location.value for location, info in case.meta.components.items() if info.mode.is_negative}
    feeder = Feeder(case)
    if "path" not in negated:
        case.path_parameters.update(feeder.path(case.path_parameters))
    if "query" not in negated:
        case.query.update(feeder.fields(case.query))
    if "body" not in negated and isinstance(case.body, dict):
        case.body = feeder.fields(case.body)


class Feeder:
    def __init__(self, case):
        self.template = case.operation.path
        self.scheme = scheme_of(case.operation)
        self.phase = case.meta.phase.name.value

    def path(self, values):
        kinds = {name: [name, collection_of(self.template.split("{" + name)[0])] for name in values}
        return {name: self.instead(kinds[name], value) for name, value in values.items()}

    def fields(self, values):
        return {name: self.field(name, value) for name, value in values.items()}

    def field(self, name, value):
        if isinstance(value, dict):
            return self.fields(value)
        # To a schema 3.0 is an integer, and to us it is not.
        if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
            return int(value)
        return self.instead(kinds_of(name), value)

    def instead(self, kinds, value):
        choice = crc32(repr(value).encode())
        # In a story, ids come from the answers before; an example is worth nothing without one.
        as_it_is = self.phase == "stateful" or (choice % 4 == 0 and self.phase != "examples")
        if as_it_is or not isinstance(value, str):
            return value
        known = [found for kind in kinds for found in self.known(kind)]
        return known[choice // 4 % len(known)] if known else value

    def known(self, kind):
        return PEOPLE[self.scheme].known.get(kind, []) + learned.get(self.scheme, {}).get(kind, [])


ALIASES = {"assignee": "agents"}


def kinds_of(name):
    """`departmentId` → `departmentId`, `departments`"""
    stem = name.removesuffix("Id")
    return [name, ALIASES.get(stem, plural(stem))]
